"""What `./portaal` runs on one machine: PostgreSQL, Valkey, web server, worker and clock. Production brings its own."""
