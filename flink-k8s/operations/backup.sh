#!/usr/bin/env bash
# Backs up the database and the folder of models into a new folder. --help explains.
set -euo pipefail

usage() {
    cat <<'END'
Usage: backup.sh [--models FOLDER]... TARGET
Writes into the new folder TARGET:
  database.dump   the database CV_DATABASE_URL (postgresql://user:password@host:port/database),
                  all of it, as pg_dump's custom format; one consistent moment, while the system runs
  models-N.tar    each FOLDER of models, in the order given
  SHA256SUMS      digests of them
Needs pg_dump, of the server's major version or newer. A backup that fails leaves no TARGET.
Savepoints, uploads and frames lie in the bucket: see docs/operations/backup.md.
END
}

die() {
    printf 'backup: %s\n' "$1" >&2
    exit "${2:-2}"
}

models=()
target=""
while [ $# -gt 0 ]; do
    case "$1" in
        --help) usage; exit 0 ;;
        --models)
            [ $# -ge 2 ] || die "--models lacks its folder"
            models+=("$2")
            shift 2
            ;;
        -*) die "unknown option $1; --help lists them" ;;
        *)
            [ -z "$target" ] || die "two targets, $target and $1: give one"
            target=$1
            shift
            ;;
    esac
done
[ -n "$target" ] || die "no target: give the folder to write, such as backup-$(date +%Y%m%d)"
[ -n "${CV_DATABASE_URL:-}" ] || die "CV_DATABASE_URL is not set; set it to postgresql://user:password@host:5432/database"
command -v pg_dump >/dev/null || die "pg_dump is missing: apt-get install -y postgresql-client"
[ ! -e "$target" ] || die "$target exists already: give a new folder"
for folder in "${models[@]}"; do
    [ -d "$folder" ] || die "--models $folder is no folder"
done

umask 077
unfinished="$target.unfinished"
mkdir "$unfinished"
# By a service file: process lists, which anyone may read, do not show the URL with its password.
service=$(mktemp)
trap 'rm -rf "$unfinished" "$service"' EXIT
# shellcheck source=flink-k8s/operations/connection.sh
. "$(dirname "${BASH_SOURCE[0]}")/connection.sh"
write_service "$CV_DATABASE_URL" >"$service"

PGSERVICEFILE=$service pg_dump --format=custom --no-owner --dbname=service=cv --file="$unfinished/database.dump" ||
    die "pg_dump failed, see above; it has to be as new as the server" 1
number=0
for folder in "${models[@]}"; do
    number=$((number + 1))
    tar --create --file="$unfinished/models-$number.tar" --directory="$folder" .
done
(cd "$unfinished" && sha256sum -- * >SHA256SUMS)
mv "$unfinished" "$target"
printf 'backup: %s, %s\n' "$target" "$(du -sh "$target" | cut -f1)"
