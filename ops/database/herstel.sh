#!/bin/sh
# herstel.sh BESTAND.dump: puts a copy back. Run it as the superuser of the database, with web and worker stopped.
# It fills a new database, compares every table with the count of the copy, and only then gives it the name of the
# old one. The old one stays beside it until someone drops it.
set -eu
bestand=${1:?Gebruik: herstel.sh BESTAND.dump}
database=${PGDATABASE:-portaal}
nieuw=${database}_herstel
oud=${database}_oud_$(date +%Y%m%d%H%M%S)
hier=$(dirname "$(readlink -f "$0")")
unset PGDATABASE
psql() { command psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 "$@"; }

verwacht=${bestand%.dump}.telling
[ -s "$verwacht" ] || { echo "Fout: $verwacht ontbreekt; zonder telling is niet te zien of alles terug is." >&2; exit 1; }
gevonden=$(mktemp)
trap 'rm -f "$gevonden"' EXIT

dropdb --if-exists --force "$nieuw"
createdb --owner=portaal_eigenaar --template=template0 "$nieuw"
pg_restore --exit-on-error --dbname="$nieuw" "$bestand"
psql --dbname="$nieuw" --file="$hier/telling.sql" >"$gevonden"
if ! diff "$verwacht" "$gevonden" >&2; then
    echo "Fout: de teruggezette database is niet gelijk aan de back-up. De oude database is niet aangeraakt." >&2
    exit 1
fi
psql --dbname="$nieuw" --command=analyze

psql --dbname=postgres --set=database="$database" --set=nieuw="$nieuw" --set=oud="$oud" <<'SQL'
select exists (select from pg_database where datname = :'database') as was_er \gset
\if :was_er
    alter database :"database" allow_connections false;
    select pg_terminate_backend(pid) from pg_stat_activity where datname = :'database' \g /dev/null
    select pg_sleep(1) \g /dev/null
    alter database :"database" rename to :"oud";
\endif
alter database :"nieuw" rename to :"database";
SQL
echo "Teruggezet en vergeleken: $(wc -l <"$gevonden") tabellen."
