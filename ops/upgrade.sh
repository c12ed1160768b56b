#!/bin/sh
# ops/upgrade.sh VERSIE: back up, fetch that version, build, migrate, restart, and wait until it is healthy. With Docker,
# or with the units of ops/systemd when those are installed.
set -eu
cd "$(dirname "$(readlink -f "$0")")/.."
versie=${1:?Gebruik: ops/upgrade.sh VERSIE, bijvoorbeeld ops/upgrade.sh v0.2}
map=${PORTAAL_MAP:-/etc/portaal}
units=${PORTAAL_UNITS:-/etc/systemd/system}
if [ -e "$units/portaal-beat.service" ]; then . ops/met-systemd.sh; else . ops/met-docker.sh; fi

git fetch --quiet --tags
git rev-parse --quiet --verify "$versie^{commit}" >/dev/null || { echo "Fout: versie $versie bestaat niet." >&2; exit 1; }
backup=$(maak_backup)
echo "$(git rev-parse HEAD) $backup" >"$map/vorige"
git checkout --quiet --detach "$versie"
PORTAAL_GEHEIMEN="$map/geheimen" ops/geheimen.sh # a new version may ask for a secret that was not there yet
if bouw --pull && start; then
    echo "Versie $versie draait. Terug naar de vorige versie: ops/terug.sh"
else
    echo "Fout: versie $versie draait niet. Terug naar de vorige versie: ops/terug.sh" >&2
    exit 1
fi
