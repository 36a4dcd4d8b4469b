#!/usr/bin/env bash
# Takes a savepoint of Flink jobs through the Flink operator and prints where it lies. --help explains.
set -euo pipefail

usage() {
    cat <<'END'
Usage: savepoint.sh [--namespace NAMESPACE] [--timeout SECONDS] [--print] [DEPLOYMENT]...
Takes a savepoint of each FlinkDeployment, or of all in the namespace, and prints its name and the path.
  --namespace   computer-vision unless given
  --timeout     how long to wait for each, 600 seconds unless given
  --print       prints the objects that it would create, and needs no cluster if deployments are named
Needs kubectl and a Flink operator of 1.10 or newer (FlinkStateSnapshot). A savepoint stays when its
FlinkStateSnapshot is deleted; give its path to jobs.NAME.initialSavepointPath of the chart to begin with it.
END
}

die() {
    printf 'savepoint: %s\n' "$1" >&2
    exit "${2:-2}"
}

namespace=computer-vision
timeout=600
print=""
deployments=()
while [ $# -gt 0 ]; do
    case "$1" in
        --help) usage; exit 0 ;;
        --print) print=yes; shift ;;
        --namespace | --timeout)
            [ $# -ge 2 ] || die "$1 lacks its value"
            if [ "$1" = --namespace ]; then namespace=$2; else timeout=$2; fi
            shift 2
            ;;
        -*) die "unknown option $1; --help lists them" ;;
        *) deployments+=("$1"); shift ;;
    esac
done
[[ "$timeout" =~ ^[1-9][0-9]{0,5}$ ]] || die "--timeout is '$timeout': give whole seconds"
if [ -z "$print" ] || [ ${#deployments[@]} = 0 ]; then
    command -v kubectl >/dev/null || die "kubectl is missing"
fi
if [ ${#deployments[@]} = 0 ]; then
    names=$(kubectl --namespace "$namespace" get flinkdeployments --output name) || die "cannot list the FlinkDeployments of $namespace, see above" 1
    [ -n "$names" ] || die "there is no FlinkDeployment in namespace $namespace" 1
    while read -r name; do deployments+=("${name##*/}"); done <<<"$names"
fi

snapshot() {
    cat <<END
apiVersion: flink.apache.org/v1beta1
kind: FlinkStateSnapshot
metadata:
  name: $1-$(date +%Y%m%d%H%M%S)
  namespace: $namespace
spec:
  backoffLimit: 2
  jobReference:
    kind: FlinkDeployment
    name: $1
  savepoint:
    alreadyExists: false
    disposeOnDelete: false
    formatType: CANONICAL
END
}

state_of() {
    kubectl --namespace "$namespace" get "$1" --output "jsonpath={.status.$2}"
}

take() {
    local object deadline state
    object=$(snapshot "$1" | kubectl create --output name --filename -) || return 1
    deadline=$((SECONDS + timeout))
    while [ "$SECONDS" -lt "$deadline" ]; do
        state=$(state_of "$object" state)
        case "$state" in
            COMPLETED) printf '%s %s\n' "$1" "$(state_of "$object" path)"; return 0 ;;
            FAILED | ABANDONED) break ;;
        esac
        sleep 2
    done
    printf 'savepoint: %s is %s: %s\n' "$object" "${state:-not begun}" "$(state_of "$object" error)" >&2
    return 1
}

failed=0
for deployment in "${deployments[@]}"; do
    if [ -n "$print" ]; then
        printf -- '---\n'
        snapshot "$deployment"
    else
        take "$deployment" || failed=1
    fi
done
exit "$failed"
