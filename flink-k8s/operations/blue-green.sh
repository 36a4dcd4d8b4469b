#!/usr/bin/env bash
# Makes a FlinkBlueGreenDeployment of a FlinkDeployment. --help explains.
set -euo pipefail

usage() {
    cat <<'END'
Usage: blue-green.sh [--image IMAGE] [--savepoint PATH] [--deletion-delay TIME] [--abort-after TIME]
                     [--repeat-deliveries] < deployment.json
Reads the FlinkDeployment of VisionJob or AnalyticsJob as JSON and prints a FlinkBlueGreenDeployment with
the same job as JSON:
  --image           another image
  --savepoint       what the first of its deployments begins with
  --deletion-delay  how long both run once the new one is well, 2 min unless given
  --abort-after     how long the new one may take to get well, 10 min unless given; then the old one stays
  --repeat-deliveries  AnalyticsJob alone: alerts may be delivered several times, under the same webhook-id,
                    while both run
CameraJob is refused: two would open each camera twice and take frames at different moments.
Needs jq. Where it is meant for, and how to go about it: docs/operations/upgrade.md.
END
}

die() {
    printf 'blue-green: %s\n' "$1" >&2
    exit 2
}

image=""
savepoint=""
delay="2 min"
abort="10 min"
repeat=""
while [ $# -gt 0 ]; do
    case "$1" in
        --help) usage; exit 0 ;;
        --image | --savepoint | --deletion-delay | --abort-after)
            [ $# -ge 2 ] || die "$1 lacks its value"
            case "$1" in
                --image) image=$2 ;;
                --savepoint) savepoint=$2 ;;
                --deletion-delay) delay=$2 ;;
                *) abort=$2 ;;
            esac
            shift 2
            ;;
        --repeat-deliveries) repeat=yes; shift ;;
        *) die "unknown argument $1; --help lists them" ;;
    esac
done
command -v jq >/dev/null || die "jq is missing: apt-get install -y jq"

deployment=$(cat)
class=$(jq --raw-output '.spec.job.entryClass // ""' <<<"$deployment" 2>/dev/null) || class=""
case "$class" in
    *.CameraJob)
        die "CameraJob never runs twice, it would open each camera twice: upgrade it by its savepoint, as docs/operations/upgrade.md tells"
        ;;
    *.AnalyticsJob)
        [ -n "$repeat" ] ||
            die "two AnalyticsJobs deliver alerts several times, under the same webhook-id: say --repeat-deliveries, or upgrade it by its savepoint, as docs/operations/upgrade.md tells"
        ;;
esac

jq --exit-status --arg image "$image" --arg savepoint "$savepoint" --arg delay "$delay" --arg abort "$abort" '
if .kind != "FlinkDeployment" then error("not a FlinkDeployment but \(.kind)") else . end
| {
    apiVersion: "flink.apache.org/v1beta1",
    kind: "FlinkBlueGreenDeployment",
    metadata: {name: .metadata.name, namespace: .metadata.namespace, labels: (.metadata.labels // {})}
        | with_entries(select(.value != null)),
    spec: {
        configuration: {
            "kubernetes.operator.bluegreen.deployment-deletion.delay": $delay,
            "kubernetes.operator.bluegreen.abort.grace-period": $abort
        },
        template: {spec: (.spec
            | del(.restartNonce, .job.savepointTriggerNonce, .job.savepointRedeployNonce, .job.checkpointTriggerNonce)
            | if $image != "" then .image = $image else . end
            | if $savepoint != "" then .job.initialSavepointPath = $savepoint else . end)}
    }
}' <<<"$deployment" || die "the input is no FlinkDeployment in JSON: kubectl get flinkdeployment NAME --output json"
