# Of ops/upgrade.sh and ops/terug.sh, for an installation with Docker.
# shellcheck shell=sh disable=SC2154 # map and units come from who reads this
export COMPOSE_ENV_FILES="$map/portaal.env"

maak_backup() { docker compose exec -T backup /portaal/ops/database/backup.sh; }
bouw() { docker compose build "$@"; }
stop() { docker compose stop web worker beat; }
zet_backup_terug() { docker compose exec -T database /portaal/ops/database/herstel.sh "$1" </dev/null; }
start() { docker compose up --detach --wait --remove-orphans; } # migrates first
