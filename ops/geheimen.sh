#!/bin/sh
# Makes the secrets that are missing, one file each, and leaves the others as they are: safe to run again.
# The folder is closed for everyone but root. The files inside can be read by the containers that are given them:
# Compose mounts a secret with the rights it has here, and no container runs as root.
set -eu
umask 022
map=${PORTAAL_GEHEIMEN:-/etc/portaal/geheimen}
database=${PORTAAL_DATABASE:-database:5432} # without Docker: 127.0.0.1:5432

willekeurig() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }

schrijf() { # schrijf NAAM WAARDE
    if [ -e "$map/$1" ]; then
        echo "bestaat al: $1"
    else
        printf '%s' "$2" >"$map/$1"
        echo "gemaakt: $1"
    fi
}

mkdir -p "$map"
chmod 700 "$map"
if [ ! -e "$map/mail" ]; then
    echo "Adres van de mailserver, bijvoorbeeld smtp+tls://gebruiker:wachtwoord@mail.gemeente.example:587"
    read -r mail
    schrijf mail "$mail"
fi
schrijf geheim "$(willekeurig)"
schrijf metrics "$(willekeurig)"
schrijf oidc "" # of the sign-in with the account of the municipality; the provider gives it
schrijf wachtwoord_postgres "$(willekeurig)"
schrijf wachtwoord_backup "$(willekeurig)"
schrijf database_url "postgres://portaal_app:$(willekeurig)@$database/portaal"
schrijf database_url_eigenaar "postgres://portaal_eigenaar:$(willekeurig)@$database/portaal"
