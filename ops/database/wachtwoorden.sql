-- After bootstrap.sql: what a cluster on a network needs on top.
-- portaal_backup reads every row, also behind row-level security, and changes nothing.
select 'create role portaal_backup' where not exists (select from pg_roles where rolname = 'portaal_backup') \gexec
alter role portaal_backup login nosuperuser nocreaterole nocreatedb bypassrls;
alter role portaal_backup set default_transaction_read_only = on;
grant pg_read_all_data to portaal_backup;

\getenv app APP
\getenv eigenaar EIGENAAR
\getenv backup BACKUP
alter role portaal_app password :'app';
alter role portaal_eigenaar password :'eigenaar';
alter role portaal_backup password :'backup';
