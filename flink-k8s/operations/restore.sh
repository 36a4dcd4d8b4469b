#!/usr/bin/env bash
# Restores what backup.sh wrote. --help explains.
set -euo pipefail

usage() {
    cat <<'END'
Usage: restore.sh [--replace] [--models FOLDER]... SOURCE
Puts back what backup.sh wrote into the folder SOURCE, after a check of its digests:
  the database     into CV_DATABASE_URL, in one transaction, all or nothing. It has to be empty; with
                   --replace its schemas cv, cv_tenant_* and cv_former_* go first, in the same transaction.
  models-N.tar     into the N-th FOLDER, over what is there
From its beginning to its end the comment on the database says so; meanwhile, and where it was broken
off, the bridge is not ready and jobs do not start. Run it again then, with --replace.
Stop the bridge and the jobs before. Needs pg_restore and psql, as new as pg_dump was, and as user
of CV_DATABASE_URL the owner of the database; if the role cv_bridge is missing, one who may create roles.
The jobs then start from savepoints of the same moment or older: see docs/operations/backup.md.
END
}

die() {
    printf 'restore: %s\n' "$1" >&2
    exit "${2:-2}"
}

replace=""
models=()
from=""
while [ $# -gt 0 ]; do
    case "$1" in
        --help) usage; exit 0 ;;
        --replace) replace=yes; shift ;;
        --models)
            [ $# -ge 2 ] || die "--models lacks its folder"
            models+=("$2")
            shift 2
            ;;
        -*) die "unknown option $1; --help lists them" ;;
        *)
            [ -z "$from" ] || die "two backups, $from and $1: give one"
            from=$1
            shift
            ;;
    esac
done
[ -n "$from" ] || die "no backup: give the folder that backup.sh wrote"
[ -n "${CV_DATABASE_URL:-}" ] || die "CV_DATABASE_URL is not set; set it to postgresql://user:password@host:5432/database"
[ -f "$from/SHA256SUMS" ] || die "$from has no SHA256SUMS: it is no backup, or one that did not end"
for program in pg_restore psql; do
    command -v $program >/dev/null || die "$program is missing: apt-get install -y postgresql-client"
done
(cd "$from" && sha256sum --check --quiet SHA256SUMS) || die "$from is damaged: files differ from SHA256SUMS" 1
for number in "${!models[@]}"; do
    [ -f "$from/models-$((number + 1)).tar" ] || die "$from has no models-$((number + 1)).tar for --models ${models[number]}"
done

service=$(mktemp)
script=$(mktemp)
trap 'rm -f "$service" "$script"' EXIT
# shellcheck source=flink-k8s/operations/connection.sh
. "$(dirname "${BASH_SOURCE[0]}")/connection.sh"
write_service "$CV_DATABASE_URL" >"$service"
export PGSERVICEFILE=$service

sql() {
    psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 --dbname=service=cv "$@"
}

present=$(sql --command "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
    WHERE nspname ~ '^cv($|_tenant_|_former_)'") || die "cannot reach the database, see above" 1
[ "$present" = 0 ] || [ -n "$replace" ] ||
    die "the database is not empty; --replace removes its schemas cv, cv_tenant_* and cv_former_* first"

# The first line of the database's comment, before whatever stands there; an empty one takes it away.
mark() {
    sql --set mark="$1" <<'SQL'
SELECT format('COMMENT ON DATABASE %I IS %L', current_database(), nullif(concat_ws(E'\n', nullif(:'mark', ''),
    nullif(regexp_replace(shobj_description(oid, 'pg_database'), E'^cv\\.restore [^\n]*\n?', ''), '')), ''))
FROM pg_database WHERE datname = current_database() \gexec
SQL
}
unfinished=$(sql --command "SELECT 1 FROM pg_database WHERE datname = current_database()
    AND shobj_description(oid, 'pg_database') LIKE 'cv.restore %'")
mark "cv.restore $(basename "$from"), begun $(date --utc +%FT%TZ)" ||
    die "cannot note in the comment on the database that a restore begins, which its owner may" 1

# COMMIT only after all of it: what ends early is rolled back.
{
    cat <<'SQL'
BEGIN;
DO $$
DECLARE
    old TEXT;
BEGIN
    -- Roles belong to the server and are in no dump.
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'cv_bridge') THEN
        CREATE ROLE cv_bridge NOLOGIN;
        EXECUTE format('GRANT cv_bridge TO %I', session_user);
    END IF;
    FOR old IN SELECT nspname FROM pg_namespace WHERE nspname ~ '^cv($|_tenant_|_former_)' LOOP
        EXECUTE format('DROP SCHEMA %I CASCADE', old);
    END LOOP;
    DROP FUNCTION IF EXISTS public.create_tenant_schema(TEXT), public.drop_tenant_schema(TEXT);
END
$$;
SQL
    # The schema public is there, and only its owner could make it or say what it is for.
    pg_restore --list "$from/database.dump" | grep -Ev ' (SCHEMA|COMMENT|ACL) - (SCHEMA )?public ' >"$script" &&
        # A newer pg_restore sets, before all else, what an older server does not know.
        pg_restore --no-owner --use-list="$script" --file=- "$from/database.dump" |
        sed '1,40{/^SET transaction_timeout = 0;$/d}' && echo 'COMMIT;'
} | sql --output=/dev/null || {
    # One that was broken off before may have come further.
    [ -n "$unfinished" ] || mark "" || true
    die "nothing was changed: see above" 1
}

for number in "${!models[@]}"; do
    mkdir -p "${models[number]}"
    tar --extract --file="$from/models-$((number + 1)).tar" --directory="${models[number]}" ||
        die "the database is restored, ${models[number]} is not: see above, and run it again" 1
done
mark "" || die "all is restored, but the comment on the database could not be taken back: run it again" 1
printf 'restore: %s is restored\n' "$from"
