#!/usr/bin/env bash
# Stands in for the scripts of Flink's distribution that its image's entry point calls, under their names, and for
# that entry point where the real one is not there. Memory and options of processes are those that Flink's own class
# makes of its configuration.
set -euo pipefail

home=/opt/flink
conf=${FLINK_CONF_DIR:-$home/conf}

utils() {
    local command=$1 folder=$2
    shift 2
    java -XX:TieredStopAtLevel=1 -cp "$home/lib/*" org.apache.flink.runtime.util.bash.BashJavaUtils "$command" --configDir "$folder" "$@" |
        sed -n 's/^BASH_JAVA_UTILS_EXEC_RESULT://p'
}

start() {
    local name=$1 class=$2 parameters options log
    shift 3 # and the word start-foreground
    parameters=$(utils "GET_${name}_RESOURCE_PARAMS" "$conf" "$@")
    options=$(sed -n 's/^env\.java\.opts\.all: *//p' "$conf/config.yaml")
    log=$(sed -n 's/^env\.log\.dir: *//p' "$conf/config.yaml")
    # Each of these is a list of words.
    # shellcheck disable=SC2046,SC2086
    exec java $(head -n 1 <<<"$parameters") $options "-Dlog.file=${log:-/tmp}/flink.log" \
        "-Dlog4j.configurationFile=file:$conf/log4j-console.properties" -cp "$home/lib/*" "$class" \
        --configDir "$conf" "$@" $(tail -n 1 <<<"$parameters")
}

case "$(basename "$0"):${1:-}" in
    config-parser-utils.sh:*) utils UPDATE_AND_GET_FLINK_CONFIGURATION "$1" "${@:4}" >"$1/config.yaml" ;;
    standalone-job.sh:*) start JM org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint "$@" ;;
    taskmanager.sh:*) start TM org.apache.flink.runtime.taskexecutor.TaskManagerRunner "$@" ;;
    *:standalone-job) exec "$home/bin/standalone-job.sh" start-foreground "${@:2}" ;;
    *:taskmanager) exec "$home/bin/taskmanager.sh" start-foreground "${@:2}" ;;
    *) exec "$@" ;;
esac
