#!/bin/sh
# Without Docker, as root: a management command with the settings of production, run as the account portaal.
#   ops/manage.sh laad_plannen        PORTAAL_ALS_EIGENAAR=1 ops/manage.sh migrate
set -eu
portaal=$(dirname "$(readlink -f "$0")")/..
map=${PORTAAL_MAP:-/etc/portaal}

set -a
# shellcheck source=ops/portaal.env.voorbeeld
. "$map/portaal.env"
set +a
export DJANGO_SETTINGS_MODULE=zwijndrecht_portal.settings.production
export PORTAAL_STATE="${PORTAAL_STATE:-/var/lib/portaal}" REDIS_URL="${REDIS_URL:-redis://127.0.0.1:6379/0}"
PORTAAL_GEHEIM=$(cat "$map/geheimen/geheim")
PORTAAL_MAIL=$(cat "$map/geheimen/mail")
DATABASE_URL=$(cat "$map/geheimen/database_url")
export PORTAAL_GEHEIM PORTAAL_MAIL DATABASE_URL
if [ "${PORTAAL_ALS_EIGENAAR:-0}" = 1 ]; then
    DATABASE_URL_EIGENAAR=$(cat "$map/geheimen/database_url_eigenaar")
    export DATABASE_URL_EIGENAAR
fi
exec runuser -u "${PORTAAL_GEBRUIKER:-portaal}" -- "${PORTAAL_PYTHON:-$portaal/.venv/bin/python}" "$portaal/manage.py" "$@"
