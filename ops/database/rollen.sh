#!/bin/sh
# Roles, extensions and the database, made by the superuser. Safe to run again; then it sets the passwords anew.
# PSQL may put something before psql: PSQL="runuser -u postgres -- psql".
set -eu
geheimen=${PORTAAL_GEHEIMEN:-/run/secrets}
hier=$(dirname "$(readlink -f "$0")")

van_url() { sed -E 's#^[a-z]+://[^:]+:([^@]+)@.*#\1#' "$geheimen/$1"; }

# Read from the environment by psql itself: never in the list of processes.
APP=$(van_url database_url)
EIGENAAR=$(van_url database_url_eigenaar)
BACKUP=$(cat "$geheimen/wachtwoord_backup")
export APP EIGENAAR BACKUP

tekens=$(${PSQL:-psql} --no-psqlrc --tuples-only --no-align --dbname=postgres --command="show server_encoding")
if [ "$tekens" != UTF8 ]; then
    echo "Fout: dit PostgreSQL bewaart tekst als $tekens. Maak het opnieuw aan, met UTF8: zie docs/beheer.md." >&2
    exit 1
fi

# Through standard input: the account that runs psql need not be able to read the code.
{ cat "$hier/../../zwijndrecht_portal/embedded/bootstrap.sql" && cat "$hier/wachtwoorden.sql"; } |
    ${PSQL:-psql} --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --set=for_tests=no --dbname=postgres
