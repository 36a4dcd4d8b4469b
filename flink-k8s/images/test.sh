#!/usr/bin/env bash
# Builds the images on a stand-in base and starts them: ./cv test --images. Needs root, network, a JDK, Maven, and Debian's
# podman, buildah, runc, mmdebstrap, curl and jq.
set -euo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
root=$(readlink -f "$here/../..")
for tool in podman buildah runc mmdebstrap curl jq openssl; do
    command -v "$tool" >/dev/null || {
        printf 'test.sh: %s is missing: apt-get install -y --no-install-recommends podman buildah runc mmdebstrap curl jq openssl\n' "$tool" >&2
        exit 2
    }
done
work=$(mktemp -d)
# Of our own, so that nothing of this machine's containers is touched.
cat >"$work/storage.conf" <<END
[storage]
driver = "${CV_STORAGE_DRIVER:-overlay}"
graphroot = "$work/graph"
runroot = "$work/run"
END
cat >"$work/containers.conf" <<'END'
[containers]
default_ulimits = ["nofile=20000:20000", "nproc=10000:10000"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
END
export CONTAINERS_STORAGE_CONF="$work/storage.conf" CONTAINERS_CONF="$work/containers.conf" BUILDAH_ISOLATION=chroot
export CV_BUILDER=buildah CV_BUILDER_OPTIONS=--network=host

# shellcheck source=stand-in/cluster.sh
. "$here/stand-in/cluster.sh"

end() {
    end_services
    podman rm -fa >/dev/null 2>&1 || true
    podman unmount -a >/dev/null 2>&1 || true
    umount "$work/graph/overlay" 2>/dev/null || true
    rm -rf "$work" || true
}
trap end EXIT

tests=0 failures=0
check() {
    local what=$1
    shift
    tests=$((tests + 1))
    if "$@" >"$work/output" 2>&1; then
        printf 'ok    %s\n' "$what"
    else
        failures=$((failures + 1))
        printf 'FAIL  %s\n' "$what"
        tail -n 20 "$work/output" | sed 's/^/      /'
    fi
}

# As the chart runs them: no root, read-only root file system, no capabilities.
run() {
    podman run --rm --no-healthcheck --read-only --tmpfs /tmp:rw,exec,size=512m --cap-drop all --security-opt no-new-privileges --network host "$@"
}

prints() {
    local words=$1 text
    shift
    text=$("$@" 2>&1 || true)
    printf '%s\n' "$text"
    grep -q -e "$words" <<<"$text"
}

answers() {
    local port=$1 path=$2
    for _ in $(seq 120); do
        if "$here/http-health" "$port" "$path" 2>/dev/null; then return 0; fi
        read -r -t 0.5 <> <(:) || true
    done
    return 1
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

printf 'a stand-in for the base images\n'
mmdebstrap --quiet --variant=minbase --include=openjdk-17-jre-headless,ca-certificates,gosu,gettext-base,libjemalloc-dev bookworm "$work/base.tar"
podman import --quiet "$work/base.tar" localhost/stand-in:java >/dev/null
"$here/build.sh" --prefix localhost/cv --tag test --only migrate,models,bridge,operator --arg JAVA_IMAGE=localhost/stand-in:java
cp -r "$here/target/models/lib" "$work/lib"
# Flink's distribution is in no registry of packages: its libraries stand in, with scripts of ours. CV_FLINK_ENTRYPOINT
# names the entry point of Flink's image to run the job with, where you have it.
flink="$work/flink/opt/flink"
mkdir -p "$flink/lib" "$flink/opt" "$flink/bin" "$flink/conf"
(
    cd "$here/stand-in"
    mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DincludeScope=runtime "-DoutputDirectory=$flink/lib"
    version=$(sed -n 's/^ *<version>\([0-9.]*\)<\/version>/\1/p' pom.xml | head -n 1)
    mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy "-Dartifact=org.apache.flink:flink-s3-fs-presto:$version" "-DoutputDirectory=$flink/opt"
)
for name in config-parser-utils.sh standalone-job.sh taskmanager.sh; do
    install "$here/stand-in/flink.sh" "$flink/bin/$name"
done
install "$here/stand-in/flink.sh" "$work/flink/docker-entrypoint.sh"
cat >"$work/flink/Dockerfile" <<'END'
FROM localhost/stand-in:java
RUN groupadd --system --gid 9999 flink && useradd --system --home-dir /opt/flink --uid 9999 --gid 9999 flink
ENV FLINK_HOME=/opt/flink PATH=/opt/flink/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
COPY --chown=9999:9999 opt /opt
COPY docker-entrypoint.sh /docker-entrypoint.sh
WORKDIR /opt/flink
USER 9999:9999
ENTRYPOINT ["/docker-entrypoint.sh"]
CMD ["help"]
END
buildah build --quiet --tag localhost/stand-in:flink "$work/flink" >/dev/null
"$here/build.sh" --prefix localhost/cv --tag test --only flink --arg FLINK_IMAGE=localhost/stand-in:flink

for name in bridge migrate models operator flink; do
    image="localhost/cv/computer-vision-$name:test"
    check "$name: another user than root" prints '^[1-9][0-9]*$' run --entrypoint id "$image" -u
    check "$name: nothing of it can be written to" prints 'Read-only file system\|Permission denied' run --entrypoint touch "$image" /opt/x /x
    check "$name: no setuid file is of ours" prints '^$' run --entrypoint bash "$image" -c 'find /app /opt/flink -perm /6000 2>/dev/null; echo'
    check "$name: a version in its label" test "$(podman inspect --format '{{index .Labels "org.opencontainers.image.version"}}' "$image")" = test
done

check "migrate: tells how it is used" prints 'Usage: migrate' run localhost/cv/computer-vision-migrate:test --help
check "migrate: names what it misses" prints 'CV_DATABASE_URL' run localhost/cv/computer-vision-migrate:test
check "models: lists models" prints 'street' run localhost/cv/computer-vision-models:test models list
check "models: loads its native libraries" prints 'inference\|images' run localhost/cv/computer-vision-models:test analyze --help
check "flink: the job starts and reads its settings" prints 'CV_KAFKA_BOOTSTRAP_SERVERS' \
    run --entrypoint java localhost/cv/computer-vision-flink:test -cp '/opt/flink/usrlib/*:/opt/flink/lib/*' \
    ke.co.datacraft.cv.jobs.VisionJob --cv.kafka-bootstrap-servers none
check "flink: the plugin of the bucket" run --entrypoint test localhost/cv/computer-vision-flink:test -f /opt/flink/plugins/s3-fs-presto/flink-s3-fs-presto-2.3.0.jar
check "flink: languages of Tesseract" run --entrypoint bash localhost/cv/computer-vision-flink:test -c 'ls /usr/share/tesseract-ocr/*/tessdata/{eng,fra,deu,spa}.traineddata'
check "operator: ends where there is no cluster" prints 'ConnectException' run --env KUBERNETES_MASTER=http://127.0.0.1:1 localhost/cv/computer-vision-operator:test

port=$(free_port)
podman run --detach --name bridge --no-healthcheck --read-only --tmpfs /tmp:rw,size=256m --cap-drop all --network host \
    --env CV_API_PORT="$port" --env CV_METRICS_PORT=0 --env CV_DATABASE_URL=postgresql://cv:cv@127.0.0.1:1/cv --env CV_KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:1 \
    --env CV_REDIS_URL=none --env CV_JWT_SECRET_KEY=0123456789012345678901234567890123456789 --env CV_STORAGE_PATH=/tmp/uploads --env CV_STORAGE_BACKEND=filesystem \
    localhost/cv/computer-vision-bridge:test >/dev/null
check "bridge: /health answers without its database" answers "$port" /health
check "bridge: /ready does not" prints '503' podman exec bridge bash -c "exec 3<>/dev/tcp/127.0.0.1/$port; printf 'GET /ready HTTP/1.0\r\n\r\n' >&3; head -n 1 <&3"
check "bridge: its own health check" podman exec bridge bash /app/http-health "$port" /health
check "bridge: ends when it is told to" bash -c 'podman stop --time 20 bridge && [ "$(podman inspect --format "{{.State.ExitCode}}" bridge)" != 137 ]'
podman logs bridge >"$work/bridge.log" 2>&1 || true

cluster

printf 'Tests run: %d, Failures: %d, Errors: 0, Skipped: 0 -- images\n' "$tests" "$failures"
[ "$failures" = 0 ] || { tail -n 20 "$work/bridge.log"; exit 1; }
