#!/bin/sh
# ops/upgrade.sh VERSIE: back up, fetch that version, build, migrate, restart, and wait until it is healthy.
set -eu
cd "$(dirname "$(readlink -f "$0")")/.."
versie=${1:?Gebruik: ops/upgrade.sh VERSIE, bijvoorbeeld ops/upgrade.sh v0.2}
map=${PORTAAL_MAP:-/etc/portaal}
export COMPOSE_ENV_FILES="$map/portaal.env"

git fetch --quiet --tags
git rev-parse --quiet --verify "$versie^{commit}" >/dev/null || { echo "Fout: versie $versie bestaat niet." >&2; exit 1; }
backup=$(docker compose exec -T backup /portaal/ops/database/backup.sh)
echo "$(git rev-parse HEAD) $backup" >"$map/vorige"
git checkout --quiet --detach "$versie"
PORTAAL_GEHEIMEN="$map/geheimen" ops/geheimen.sh # a new version may ask for a secret that was not there yet
if docker compose build --pull && docker compose up --detach --wait --remove-orphans; then
    echo "Versie $versie draait. Terug naar de vorige versie: ops/terug.sh"
else
    echo "Fout: versie $versie draait niet. Terug naar de vorige versie: ops/terug.sh" >&2
    exit 1
fi
