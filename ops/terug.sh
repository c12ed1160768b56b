#!/bin/sh
# ops/terug.sh: back to the version before the last upgrade. When the database has changed shape since, the copy that
# the upgrade made is put back too: then what people did after the upgrade is gone.
set -eu
cd "$(dirname "$(readlink -f "$0")")/.."
map=${PORTAAL_MAP:-/etc/portaal}
units=${PORTAAL_UNITS:-/etc/systemd/system}
if [ -e "$units/portaal-beat.service" ]; then . ops/met-systemd.sh; else . ops/met-docker.sh; fi
read -r vorige backup <"$map/vorige"

if git diff --quiet "$vorige" HEAD -- '*/migrations/*.py'; then
    backup=
else
    echo "De database is sinds de vorige versie van vorm veranderd. De back-up van voor de upgrade gaat terug: $backup"
    echo "Wat daarna in het portaal is gedaan, is dan weg. Typ 'ja' om door te gaan:"
    read -r antwoord
    [ "$antwoord" = ja ] || exit 1
fi
git checkout --quiet --detach "$vorige"
bouw
stop
[ -z "$backup" ] || zet_backup_terug "$backup"
start
echo "De vorige versie draait weer."
