# Of ops/upgrade.sh and ops/terug.sh, for an installation without Docker: the units of ops/systemd.
# shellcheck shell=sh disable=SC2154 # map and units come from who reads this
export PORTAAL_DATABASE="${PORTAAL_DATABASE:-127.0.0.1:5432}" # for ops/geheimen.sh

als_postgres() { runuser -u postgres -- env PORTAAL_BACKUPS="${PORTAAL_BACKUPS:-/var/backups/portaal}" "$@"; }
maak_backup() { als_postgres ops/database/backup.sh; }
bouw() {
    .venv/bin/pip install --quiet --require-hashes --no-deps -r requirements/base.txt &&
        ops/manage.sh collectstatic --noinput --verbosity 0 &&
        cp -r ops/systemd/. "$units/" && systemctl daemon-reload
}
stop() { systemctl stop 'portaal-*'; }
zet_backup_terug() { als_postgres ops/database/herstel.sh "$1"; }
start() { # the pattern also matches what is enabled and does not run
    PORTAAL_ALS_EIGENAAR=1 ops/manage.sh migrate --noinput && systemctl restart 'portaal-*' && wacht_tot_gezond
}
wacht_tot_gezond() {
    hosts=$(. "$map/portaal.env" && echo "$PORTAAL_HOSTS")
    for _ in $(seq 60); do
        PORTAAL_HOSTS=$hosts .venv/bin/python ops/gezond.py 2>/dev/null && return
        sleep 1
    done
    PORTAAL_HOSTS=$hosts .venv/bin/python ops/gezond.py
}
