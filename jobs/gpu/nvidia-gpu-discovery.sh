#!/usr/bin/env bash
# Discovery script for Flink's GPU driver (external-resource.gpu.param.discovery-script.path):
#   nvidia-gpu-discovery.sh AMOUNT [--first INDEX]
# Prints the indexes of AMOUNT graphics cards as CUDA counts them, by commas, in one line. Every TaskManager of a machine gets the same cards,
# beginning with card INDEX (default 0): they are meant to be shared.
set -euo pipefail

die() {
    printf 'nvidia-gpu-discovery.sh: %s\n' "$*" >&2
    exit 1
}

amount=${1:-}
[[ "$amount" =~ ^(0|[1-9][0-9]{0,3})$ ]] || die "amount is '$amount'; set external-resource.gpu.amount to a whole number"
shift
first=0
while [ $# -gt 0 ]; do
    case "$1" in
        --first)
            [[ "${2:-}" =~ ^(0|[1-9][0-9]{0,3})$ ]] || die "--first is '${2:-}'; give the index of the first card, from 0"
            first=$2
            shift 2
            ;;
        *) die "unknown argument '$1'; external-resource.gpu.param.discovery-script.args takes --first INDEX" ;;
    esac
done
[ "$amount" -gt 0 ] || exit 0

command -v nvidia-smi >/dev/null ||
    die "there is no nvidia-smi on the PATH of the TaskManager; install the NVIDIA driver, or run the container with the NVIDIA runtime"
listed=$(nvidia-smi --query-gpu=index --format=csv,noheader) ||
    die "nvidia-smi failed: ${listed:-it said nothing}; see whether the driver is loaded"
mapfile -t cards < <(grep -E '^[0-9]+$' <<<"${listed//[[:blank:]]/}" | sort -n || true)

# CUDA counts only the cards that it is shown, from 0; -1 stands for none.
if [ "${CUDA_VISIBLE_DEVICES:-}" = -1 ]; then
    cards=()
elif [ -n "${CUDA_VISIBLE_DEVICES:-}" ]; then
    IFS=, read -r -a cards <<<"$CUDA_VISIBLE_DEVICES"
    cards=("${!cards[@]}")
fi

chosen=("${cards[@]:$first:$amount}")
[ "${#chosen[@]}" -eq "$amount" ] ||
    die "asked for $amount graphics cards from card $first on, but there are ${#cards[@]}; lower external-resource.gpu.amount"
(
    IFS=,
    printf '%s\n' "${chosen[*]}"
)
