#!/usr/bin/env bash
# Installs the system on a cluster, uses it, upgrades it and removes it again. --help explains.
set -euo pipefail

usage() {
    cat <<'END'
Usage: run.sh [--values FILE]... [--set NAME=VALUE]... [--namespace NAMESPACE] [--upgrade NAME=VALUE] [--image FILE] [--keep]
On the cluster of the current kubectl context, in a new namespace:
  1. asks whether the cluster knows all kinds, and installs the chart
  2. waits until all jobs run, then runs helm test
  3. submits an image through the bridge and looks for its row in PostgreSQL
  4. upgrades, whereby each job starts from a savepoint, and sees the row still there and a second one come
  5. uninstalls, and removes the namespace
  --values     values of the chart, values-minimal.yaml unless given; later files come on top
  --set        a value, such as image.registry=registry.example.com
  --namespace  computer-vision-e2e unless given; it must not exist
  --upgrade    the value that step 4 changes, such as image.tag=1.1.0; a restart nonce unless given
  --image      file to submit, docs/console.png of this repository unless given
  --keep       leaves all as it is at the end, and after a failure
Needs kubectl, helm 3.13 or newer, curl, jq, openssl; images that the cluster can pull; and in the cluster
the Flink operator (1.10 or newer), for values-minimal.yaml also CloudNativePG and Strimzi, all watching the
namespace. Takes about ten minutes. E2E_TIMEOUT (900) bounds each wait in seconds.
END
}

die() {
    printf 'e2e: %s\n' "$1" >&2
    exit "${2:-1}"
}

say() {
    printf 'e2e: %s\n' "$1"
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
chart=$here/../charts/computer-vision
namespace=computer-vision-e2e
release=computer-vision
timeout=${E2E_TIMEOUT:-900}
image=$here/../../docs/console.png
upgrade="flink.restartNonce=$((RANDOM + 1))"
values=()
keep=""
while [ $# -gt 0 ]; do
    case "$1" in
        --help) usage; exit 0 ;;
        --keep) keep=yes; shift ;;
        --values | --set | --namespace | --upgrade | --image)
            [ $# -ge 2 ] || die "$1 lacks its value" 2
            case "$1" in
                --values) values+=(--values "$2") ;;
                --set) values+=(--set "$2") ;;
                --namespace) namespace=$2 ;;
                --upgrade) upgrade=$2 ;;
                --image) image=$2 ;;
            esac
            shift 2
            ;;
        *) die "unknown argument $1; --help lists them" 2 ;;
    esac
done
[[ " ${values[*]} " == *" --values "* ]] || values=(--values "$chart/values-minimal.yaml" "${values[@]}")
[ -f "$image" ] || die "--image $image is no file" 2
for program in kubectl helm curl jq openssl; do
    command -v $program >/dev/null || die "$program is missing; --help says what is needed" 2
done

k() {
    kubectl --namespace "$namespace" "$@"
}

forward=""
clean_up() {
    local code=$?
    [ -z "$forward" ] || kill "$forward" 2>/dev/null || true
    if [ "$code" != 0 ] && k get pods >/dev/null 2>&1; then
        k get flinkdeployments,jobs,pods >&2 || true
        k get events --sort-by=.lastTimestamp 2>/dev/null | tail -n 20 >&2 || true
    fi
    if [ -z "$keep" ] && [ -n "${created:-}" ]; then
        helm uninstall "$release" --namespace "$namespace" --wait --timeout 5m >/dev/null 2>&1 || true
        kubectl delete namespace "$namespace" --wait=false >/dev/null 2>&1 || true
    fi
    exit "$code"
}

# Kinds that are not Kubernetes' own, and that the cluster does not know.
unknown_kinds() {
    local group kind
    helm template "$release" "$chart" --namespace "$namespace" "${values[@]}" |
        awk '/^apiVersion: /{split($2, v, "/")} /^kind: /{print v[1], $2}' | sort -u |
        while read -r group kind; do
            case "$group" in
                *.*) ;;
                *) continue ;;
            esac
            kubectl api-resources --api-group="$group" --no-headers 2>/dev/null | awk '{print $NF}' | grep -qx "$kind" ||
                printf '%s of %s; ' "$kind" "$group"
        done
}

await_jobs() {
    local job
    for job in $(k get flinkdeployments --output name); do
        k wait "$job" --for=jsonpath='{.status.lifecycleState}'=STABLE --timeout "${timeout}s" >/dev/null ||
            die "$job is not stable after $timeout s: $(k get "$job" --output jsonpath='{.status.error}')"
        k wait "$job" --for=jsonpath='{.status.jobStatus.state}'=RUNNING --timeout "${timeout}s" >/dev/null ||
            die "$job does not run after $timeout s"
    done
}

# Job and start, which differ after an upgrade.
starts() {
    k get flinkdeployments --output json | jq --raw-output '.items[] | "\(.metadata.name) \(.status.jobStatus.startTime)"' | sort
}

submit() {
    local port
    k port-forward "service/$release-bridge" :8000 >"$scratch/forward" 2>&1 &
    forward=$!
    for _ in $(seq 60); do
        port=$(sed -n 's/^Forwarding from 127\.0\.0\.1:\([0-9]*\) .*/\1/p' "$scratch/forward")
        [ -z "$port" ] || break
        sleep 1
    done
    [ -n "$port" ] || die "cannot reach the bridge: $(cat "$scratch/forward")"
    result=$(E2E_TIMEOUT=$timeout "$here/submit.sh" "http://127.0.0.1:$port" "$image")
    kill "$forward" 2>/dev/null || true
    forward=""
    say "job and results: $result"
    [ "${result##* }" -ge 1 ] || die "the job has no result"
}

see_rows() {
    local pod count
    pod=$(k get pods --selector "cnpg.io/cluster=$release-db,cnpg.io/instanceRole=primary" --output name | head -n 1)
    if [ -z "$pod" ]; then
        say "the database is not in the namespace; its rows were read through the bridge"
        return
    fi
    count=$(k exec "$pod" --container postgres -- psql --dbname computer_vision --tuples-only --no-align \
        --command "SELECT count(*) FROM cv.image_processing WHERE tenant_id = 'e2e'")
    [ "$count" = "$1" ] || die "cv.image_processing has $count rows of tenant e2e, not $1"
    say "rows in cv.image_processing: $count"
}

secret() {
    k get secret "$release-secrets" --output jsonpath='{.data.CV_JWT_SECRET_KEY}' | base64 --decode
}

kubectl version >/dev/null || die "no cluster answers; kubectl config get-contexts shows what is configured" 2
! kubectl get namespace "$namespace" >/dev/null 2>&1 || die "namespace $namespace exists: give another by --namespace" 2
scratch=$(mktemp -d)
trap clean_up EXIT

say "1. install"
unknown=$(unknown_kinds)
[ -z "$unknown" ] || die "the cluster lacks ${unknown%; }: install their operators, or give values that do without" 2
kubectl create namespace "$namespace" >/dev/null
created=yes
helm install "$release" "$chart" --namespace "$namespace" "${values[@]}" --timeout "${timeout}s" >/dev/null

say "2. wait for jobs and bridge"
await_jobs
k rollout status "deployment/$release-bridge" --timeout "${timeout}s" >/dev/null
helm test "$release" --namespace "$namespace" --timeout 5m >/dev/null

say "3. an image"
CV_JWT_SECRET_KEY=${CV_JWT_SECRET_KEY:-$(secret)}
export CV_JWT_SECRET_KEY
submit
see_rows 1

say "4. upgrade: $upgrade"
before=$(starts)
helm upgrade "$release" "$chart" --namespace "$namespace" "${values[@]}" --set "$upgrade" --timeout "${timeout}s" >/dev/null
deadline=$((SECONDS + timeout))
while [ -n "$(comm -12 <(printf '%s\n' "$before") <(starts))" ]; do
    [ "$SECONDS" -lt "$deadline" ] || die "jobs were not replaced within $timeout s"
    sleep 5
done
await_jobs
k rollout status "deployment/$release-bridge" --timeout "${timeout}s" >/dev/null
k get flinkdeployments --output json |
    jq --raw-output '.items[] | "e2e: \(.metadata.name) from \(.status.jobStatus.upgradeSavepointPath // .status.jobStatus.savepointInfo.lastSavepoint.location // "?")"'
see_rows 1
submit
see_rows 2

if [ -n "$keep" ]; then
    say "all is well; kept in namespace $namespace"
    exit 0
fi
say "5. uninstall"
helm uninstall "$release" --namespace "$namespace" --wait --timeout 5m >/dev/null
# What belongs to other objects goes a moment later.
k wait --for=delete flinkdeployments,deployments --all --timeout 5m >/dev/null 2>&1 || true
left=$(k get flinkdeployments,deployments,jobs,ingresses --output name)
[ -z "$left" ] || die "left behind: $left"
kubectl delete namespace "$namespace" --timeout 5m >/dev/null
created=""
say "all is well"
