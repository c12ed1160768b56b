-- Every table with its number of rows and a checksum that does not depend on their order.
\pset tuples_only on
\pset format unaligned
set timezone = 'UTC';
set datestyle = 'ISO';
set intervalstyle = 'iso_8601';
set extra_float_digits = 1;
set bytea_output = 'hex';
set row_security = off; -- an error rather than a silent part of the rows

select format(
    $$select %L, count(*), coalesce(sum(('x' || left(md5(t::text), 16))::bit(64)::bigint::numeric), 0) from %s t$$,
    format('%I.%I', schemaname, tablename),
    format('%I.%I', schemaname, tablename)
)
from pg_tables
where schemaname = 'public'
order by tablename \gexec
