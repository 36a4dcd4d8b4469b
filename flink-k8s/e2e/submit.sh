#!/usr/bin/env bash
# Submits an image to a bridge and waits for its result. --help explains.
set -euo pipefail

usage() {
    cat <<'END'
Usage: submit.sh URL FILE
Uploads FILE to the bridge at URL (http://localhost:8000) for E2E_TASKS (quality), waits until its job has
ended, at most E2E_TIMEOUT seconds (300), and prints the id of the job and the number of results. The credential is
CV_TOKEN, a token or API key with the role operator; without it a token is signed by CV_JWT_SECRET_KEY.
Needs curl, jq, openssl.
END
}

die() {
    printf 'submit: %s\n' "$1" >&2
    exit "${2:-2}"
}

base64url() {
    openssl base64 -A | tr '+/' '-_' | tr -d '='
}

token() {
    local head body
    head=$(printf '{"alg":"HS256","typ":"JWT"}' | base64url)
    body=$(printf '{"sub":"e2e","tenant":"e2e","roles":["operator"],"iat":%d,"exp":%d}' "$(date +%s)" "$(($(date +%s) + 3600))" | base64url)
    # Only openssl's command line takes a key; it lasts as long as this line.
    printf '%s.%s.%s\n' "$head" "$body" \
        "$(printf '%s.%s' "$head" "$body" | openssl dgst -sha256 -mac HMAC -macopt hexkey:"$(printf '%s' "$CV_JWT_SECRET_KEY" | od -An -v -tx1 | tr -d ' \n')" -binary | base64url)"
}

[ "${1:-}" != --help ] || { usage; exit 0; }
[ $# = 2 ] || die "give URL and FILE; --help explains"
url=${1%/}
file=$2
[ -f "$file" ] || die "$file is no file"
for program in curl jq openssl; do
    command -v $program >/dev/null || die "$program is missing"
done
if [ -z "${CV_TOKEN:-}" ]; then
    [ -n "${CV_JWT_SECRET_KEY:-}" ] || die "set CV_TOKEN or CV_JWT_SECRET_KEY"
    CV_TOKEN=$(token)
fi

# The credential by a file that curl reads, so that the list of processes does not show it.
call() {
    curl --silent --show-error --max-time 60 --config <(printf 'header = "Authorization: Bearer %s"\n' "$CV_TOKEN") "$@"
}

answer=$(call --form "tasks=${E2E_TASKS:-quality}" --form "file=@$file" "$url/api/v1/jobs/upload") || die "no answer of $url" 1
job=$(jq --raw-output '.job_id // empty' <<<"$answer") || job=""
[ -n "$job" ] || die "the bridge refused $file: $answer" 1
deadline=$((SECONDS + ${E2E_TIMEOUT:-300}))
while :; do
    answer=$(call "$url/api/v1/jobs/$job/results") || answer="{}"
    state=$(jq --raw-output '.state // empty' <<<"$answer") || state=""
    case "$state" in
        # Several sinks write: the result may come a moment after the state.
        COMPLETED) [ "$(jq '.items | length' <<<"$answer")" = 0 ] || break ;;
        FAILED | CANCELLED) die "job $job is $state: $(call "$url/api/v1/jobs/$job")" 1 ;;
    esac
    [ "$SECONDS" -lt "$deadline" ] || die "job $job is still ${state:-unknown} after ${E2E_TIMEOUT:-300} s" 1
    sleep 1
done
printf '%s %s\n' "$job" "$(jq '.items | length' <<<"$answer")"
