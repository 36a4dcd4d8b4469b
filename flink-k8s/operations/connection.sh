# shellcheck shell=bash
# Sourced by backup.sh and restore.sh: CV_DATABASE_URL as a section [cv] of libpq's service file.

percent_decode() {
    local text=${1//\\/\\\\}
    printf '%b' "${text//%/\\x}"
}

write_service() {
    local rest=${1#*://} login="" hosts database options="" option
    case "$1" in
        postgresql://* | postgres://*) ;;
        *) die "CV_DATABASE_URL is no PostgreSQL URL; write it as postgresql://user:password@host:5432/database" ;;
    esac
    case "$rest" in *\?*) options=${rest#*\?} rest=${rest%%\?*} ;; esac
    case "$rest" in *@*) login=${rest%@*} rest=${rest##*@} ;; esac
    hosts=${rest%%/*}
    database=${rest#*/}
    case "$hosts" in
        *,* | *[*) die "CV_DATABASE_URL lists several hosts or an IPv6 address; give the primary by its name" ;;
    esac
    if [ "$database" = "$rest" ] || [ -z "$database" ]; then
        die "CV_DATABASE_URL names no database"
    fi
    printf '[cv]\nhost=%s\n' "${hosts%%:*}"
    case "$hosts" in *:*) printf 'port=%s\n' "${hosts##*:}" ;; esac
    printf 'dbname=%s\n' "$(percent_decode "$database")"
    [ -z "$login" ] || printf 'user=%s\n' "$(percent_decode "${login%%:*}")"
    case "$login" in *:*) printf 'password=%s\n' "$(percent_decode "${login#*:}")" ;; esac
    # Of the driver's options those that libpq knows, too.
    for option in ${options//&/ }; do
        case "$option" in sslmode=* | sslrootcert=* | connect_timeout=*) printf '%s\n' "$option" ;; esac
    done
}
