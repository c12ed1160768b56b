-- One moment: the copy and the count are made from the same snapshot, while people work on.
\set QUIET on
begin isolation level repeatable read, read only;
select pg_export_snapshot() as moment \gset
\setenv MOMENT :moment
\! pg_dump --format=custom --snapshot="$MOMENT" --file="$BESTAND" || rm -f "$BESTAND"
\ir telling.sql
commit;
