# Part of test.sh: VisionJob in application mode in containers of computer-vision-flink, with Flink's configuration as the
# chart makes it, on Kafka, PostgreSQL, Redis and an S3-compatible server of this machine.
# shellcheck shell=bash disable=SC2154

services=""

services() {
    mkdir -p "$work/classes"
    javac -d "$work/classes" -cp "$work/lib/*" "$here/stand-in/Services.java"
    mkfifo "$work/services.in"
    java -Xmx768m -XX:+UseSerialGC -cp "$work/classes:$work/lib/*" Services "$work/data" "$work/services.env" \
        <"$work/services.in" >"$work/services.log" 2>&1 &
    services=$!
    exec 7>"$work/services.in"
    eventually 120 test -f "$work/services.env" || { tail -n 20 "$work/services.log"; return 1; }
}

end_services() {
    if [ -n "$services" ]; then
        # A byte rather than the end of the pipe, which podman's own processes hold open as well.
        printf . >&7 || true
        wait "$services" || true
        services=""
    fi
}

eventually() {
    local limit=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$limit" ] || return 1
        read -r -t 1 <> <(:) || true
    done
}

value() {
    sed -n "s/^$1=//p" "$work/services.env"
}

# The configuration of the chart's VisionJob without what asks a cluster of Kubernetes, and with addresses of here and patience for a busy machine.
configuration() {
    local overlay="$root/flink-k8s/kustomize/base/objects.yaml"
    mkdir -p "$work/conf"
    awk '/^kind: /{kind = $2} /^  name: /{name = $2} /^  [a-z]/{inside = 0}
        inside {print substr($0, 5)}
        /^  flinkConfiguration:/{inside = kind == "FlinkDeployment" && name ~ /-vision$/}' "$overlay" |
        grep -v -E '^(kubernetes|high-availability|heartbeat|s3)\.|\.(rpc|data)?\.?port:|^blob|dir: s3:' >"$work/conf/config.yaml"
    local bucket metrics
    bucket="s3://$(value CV_S3_BUCKET)/flink"
    metrics=$(free_port)
    cat >>"$work/conf/config.yaml" <<END
jobmanager.rpc.address: 127.0.0.1
jobmanager.rpc.port: $(free_port)
blob.server.port: $(free_port)
metrics.reporter.prom.port: $metrics-$((metrics + 40))
rest.address: 127.0.0.1
rest.port: $rest
heartbeat.timeout: 120 s
pekko.startup-timeout: 120 s
pekko.ask.timeout: 60 s
jobmanager.memory.process.size: 1600m
taskmanager.host: 127.0.0.1
taskmanager.memory.process.size: 6144m
execution.checkpointing.dir: $bucket/checkpoints
execution.checkpointing.savepoint-dir: $bucket/savepoints
s3.endpoint: $(value CV_S3_ENDPOINT_URL)
s3.path.style.access: true
s3.access-key: $(value CV_S3_ACCESS_KEY_ID)
s3.secret-key: $(value CV_S3_SECRET_ACCESS_KEY)
END
    cp "$root/flink-k8s/monitoring/logging/log4j-console.properties" "$work/conf/"
    chmod -R a+rX "$work/conf"
}

# As a pod of the chart: conf is a ConfigMap, only /scratch and /tmp can be written to.
flink() {
    local name=$1 entry=()
    shift
    [ -z "${CV_FLINK_ENTRYPOINT:-}" ] || entry=(--volume "$(readlink -f "$CV_FLINK_ENTRYPOINT"):/docker-entrypoint.sh:ro")
    podman run --detach --name "$name" --no-healthcheck --read-only --tmpfs /tmp:rw,exec,size=1g --tmpfs /scratch:rw,exec,size=4g \
        --cap-drop all --security-opt no-new-privileges --network host --volume "$work/conf:/opt/flink/conf:ro" \
        --env-file "$work/services.env" --env HOME=/scratch --env OMP_THREAD_LIMIT=1 --env JOB_MANAGER_RPC_ADDRESS=127.0.0.1 \
        --env CV_MODEL_CACHE_PATH=/scratch/models "${entry[@]}" localhost/cv/computer-vision-flink:test "$@" >/dev/null
}

rest() {
    curl --silent --show-error --fail --max-time 10 "http://127.0.0.1:$rest$1"
}

job_runs() {
    rest /jobs/overview | jq -e '.jobs | length == 1 and .[0].state == "RUNNING" and .[0].tasks.running == .[0].tasks.total'
}

checkpointed() {
    rest "/jobs/$(rest /jobs/overview | jq -r '.jobs[0].jid')/checkpoints" | jq -e '.counts.completed > 0 and (.latest.completed.external_path | startswith("s3://"))'
}

logs_json() {
    podman logs "$1" 2>/dev/null | grep -c '^{"@timestamp":' | grep -q -v '^0$' &&
        podman logs "$1" 2>/dev/null | grep '^{' | jq -e -s 'all(.[]; has("message") and has("log.level"))' >/dev/null
}

loaded() {
    podman exec taskmanager grep -q "/$1" /proc/1/maps
}

submit() {
    CV_JWT_SECRET_KEY=0123456789012345678901234567890123456789 E2E_TASKS=$1 E2E_TIMEOUT=240 \
        "$root/flink-k8s/e2e/submit.sh" "http://127.0.0.1:$api" "$work/pictures/$2"
}

savepoint() {
    local request id
    id=$(rest /jobs/overview | jq -r '.jobs[0].jid')
    request=$(curl --silent --fail --max-time 10 --request POST --header 'Content-Type: application/json' --data '{"drain": false}' \
        "http://127.0.0.1:$rest/jobs/$id/stop" | jq -r '."request-id"')
    eventually 120 bash -c "curl --silent --fail --max-time 10 http://127.0.0.1:$rest/jobs/$id/savepoints/$request | jq -e '.operation.location | startswith(\"s3://\")'"
}

cluster() {
    local rest api
    rest=$(free_port) api=$(free_port)
    services || { check "services for the job" false; return; }
    configuration
    check "migrate: brings an empty database to the newest layout" run --env-file "$work/services.env" localhost/cv/computer-vision-migrate:test
    check "models: makes the topics" prints 'created cv.images' \
        run --env-file "$work/services.env" localhost/cv/computer-vision-models:test topics create --wait 60 --partitions 2
    mkdir -m 777 "$work/pictures"
    check "models: draws a street" run --volume "$work/pictures:/pictures" localhost/cv/computer-vision-models:test \
        scenes generate --out /pictures --frames 1 --size 960x540

    flink jobmanager standalone-job --job-classname ke.co.datacraft.cv.jobs.VisionJob
    flink taskmanager taskmanager
    check "flink: the job runs in application mode, in all its tasks" eventually 420 job_runs
    check "flink: a checkpoint lies in the bucket, by the plugin" eventually 120 checkpointed
    check "flink: a JobManager logs JSON" logs_json jobmanager
    check "flink: a TaskManager logs JSON" logs_json taskmanager
    check "flink: the health check of image and of compose.yaml" podman exec jobmanager bash -c "exec 3<>/dev/tcp/127.0.0.1/$rest"

    podman run --detach --name bridge-of-job --no-healthcheck --read-only --tmpfs /tmp:rw,size=256m --cap-drop all --network host \
        --env-file "$work/services.env" --env CV_API_PORT="$api" --env CV_METRICS_PORT=0 \
        --env CV_JWT_SECRET_KEY=0123456789012345678901234567890123456789 localhost/cv/computer-vision-bridge:test >/dev/null
    check "bridge: /ready answers with its services" eventually 240 curl --silent --fail --max-time 20 "http://127.0.0.1:$api/ready"
    local picture
    picture=$(cd "$work/pictures" && find . -name '*.jpg' | sort | head -n 1)
    check "all: an uploaded picture has results of every kind of library" submit object_detection,ocr,quality "$picture"
    for library in libonnxruntime libopencv_core libtesseract libleptonica; do
        check "flink: $library is loaded" loaded "$library"
    done
    check "flink: stops with a savepoint in the bucket" savepoint
    if [ "$failures" != 0 ]; then
        podman logs jobmanager 2>&1 | tail -n 30
        podman logs taskmanager 2>&1 | tail -n 30
        podman logs bridge-of-job 2>&1 | tail -n 10
    fi
    end_services
}
