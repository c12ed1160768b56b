#!/bin/sh
# A copy of the database, with the number of rows and a checksum of every table, in $PORTAAL_BACKUPS.
# Prints the path. Connects with libpq's own variables (PGHOST, PGUSER, PGDATABASE) and PGPASSWORD_FILE.
#   backup.sh                      one copy, now
#   backup.sh --elke-nacht 02:30   one now, and one each night
set -eu
map=${PORTAAL_BACKUPS:-/backups}
hier=$(dirname "$(readlink -f "$0")")
umask 077

if [ "${1:-}" = --elke-nacht ]; then
    while :; do
        "$0" || echo "De back-up is mislukt." >&2
        nu=$(date +%s)
        straks=$(date -d "$2" +%s)
        [ "$straks" -gt "$nu" ] || straks=$(date -d "tomorrow $2" +%s)
        sleep $((straks - nu))
    done
fi

if [ -n "${PGPASSWORD_FILE:-}" ]; then
    PGPASSWORD=$(cat "$PGPASSWORD_FILE")
    export PGPASSWORD
fi
export PGDATABASE="${PGDATABASE:-portaal}"
klaar=$map/portaal-$(date +%Y%m%d-%H%M%S)
export BESTAND="$klaar.bezig"
trap 'rm -f "$BESTAND" "$klaar.telling.bezig"' EXIT

psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --file="$hier/backup.sql" >"$klaar.telling.bezig"
pg_restore --list "$BESTAND" >/dev/null # fails when there is no whole file
mv "$klaar.telling.bezig" "$klaar.telling"
mv "$BESTAND" "$klaar.dump" # the last step: a .dump is always whole
find "$map" -name 'portaal-*' -type f -mtime "+${PORTAAL_BEWAAR_DAGEN:-30}" -delete
echo "$klaar.dump"
