-- Roles and database, run at every start by the superuser of the embedded cluster; safe to run again.
-- What portaal_app may do inside the database is in the migrations of core, the same for every PostgreSQL.
\set ON_ERROR_STOP 1
set client_min_messages = warning;

select 'create role portaal_eigenaar' where not exists (select from pg_roles where rolname = 'portaal_eigenaar') \gexec
select 'create role portaal_app' where not exists (select from pg_roles where rolname = 'portaal_app') \gexec
alter role portaal_eigenaar login nosuperuser nocreaterole nobypassrls nocreatedb;
alter role portaal_app login nosuperuser nocreaterole nobypassrls nocreatedb;
-- A parallel query takes the core that other people need.
alter role portaal_app set max_parallel_workers_per_gather = 0;

\if :for_tests
-- The owner builds the test database, and then works as the application: `set role portaal_app`.
alter role portaal_eigenaar createdb;
grant portaal_app to portaal_eigenaar;
\else
-- A copy of a cluster for tests stops being one: with the rights of both, counts (docs/adr/0003) go through both policies.
select 'revoke portaal_app from portaal_eigenaar' where pg_has_role('portaal_eigenaar', 'portaal_app', 'member') \gexec
\endif

-- In template1, so that every database made from it has them: the portal's own and those of the tests.
\connect template1
create extension if not exists btree_gist;
create extension if not exists pg_stat_statements;
create extension if not exists pg_trgm;
create extension if not exists unaccent;

select 'create database portaal owner portaal_eigenaar'
where not exists (select from pg_database where datname = 'portaal') \gexec
