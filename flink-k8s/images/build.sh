#!/usr/bin/env bash
# Builds the images: build.sh [--tag TAG] [--prefix PREFIX] [--only NAME,…] [--arg NAME=VALUE]… [--push]
#
#   --tag TAG     tag of the images (1.0.0)
#   --prefix P    what their names begin with, with or without a registry (datacraft)
#   --only LIST   of flink, flink-gpu, bridge, migrate, models, operator; flink-gpu is built only when it is named
#   --arg N=V     argument of the Dockerfiles: JAVA_IMAGE, FLINK_IMAGE, CUDA_IMAGE, best with a digest (name@sha256:…)
#   --push        pushes them and prints their digests, for the chart's image.digests
#
# It takes docker, else buildah; CV_BUILDER names another that takes the same options. Build twice from one commit and the same base images,
# and the layers of ours are the same: files have the time of the commit.
set -euo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
root=$(readlink -f "$here/../..")
stage="$here/target"
tag=1.0.0 prefix=datacraft only="flink,bridge,migrate,models,operator" push=""
arguments=()

die() {
    printf 'build.sh: %s\n' "$*" >&2
    exit 2
}

while [ $# -gt 0 ]; do
    case "$1" in
        --tag) tag=${2:?} && shift 2 ;;
        --prefix) prefix=${2:?} && shift 2 ;;
        --only) only=${2:?} && shift 2 ;;
        --arg) arguments+=(--build-arg "${2:?}") && shift 2 ;;
        --push) push=yes && shift ;;
        -h | --help) sed -n '2,12s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" && exit 0 ;;
        *) die "$1 is no option of this command; --help tells them" ;;
    esac
done
[ "$tag" != latest ] || die "the tag latest tells nobody what runs: give the tag of a release"
for name in ${only//,/ }; do
    [ -f "$here/$name/Dockerfile" ] || die "$name is no image; there are flink, flink-gpu, bridge, migrate, models, operator"
done

builder=${CV_BUILDER:-$(command -v docker || command -v buildah || true)}
[ -n "$builder" ] || die "neither docker nor buildah is there: apt-get install -y buildah"
epoch=$(git -C "$root" log -1 --format=%ct 2>/dev/null || echo 0)

wants() {
    case ",$only," in *",$1,"*) ;; *) return 1 ;; esac
}

maven() {
    (cd "$root" && mvn -B -q -DskipTests "$@")
}

# A folder of libraries under their own names; ours first, tests never.
libraries() {
    local module=$1 name=$2
    mkdir -p "$stage/$name/lib"
    cp "$root/$module/target/dependency/"*.jar "$stage/$name/lib/"
    find "$root/$module/target" -maxdepth 1 -name '*.jar' ! -name '*-tests.jar' -exec cp {} "$stage/$name/lib/" \;
}

flink() {
    mkdir -p "$stage/$1/usrlib" "$stage/$1/bin"
    rm -rf "$root/jobs/target/flink-lib"
    shift
    maven "$@" package -pl jobs -am
}

stage_flink() {
    cp -r "$root/jobs/target/flink-lib" "$stage/$1/lib"
    cp "$root"/jobs/target/computer-vision-jobs-*.jar "$stage/$1/usrlib/computer-vision-jobs.jar"
    cp "$root/jobs/gpu/nvidia-gpu-discovery.sh" "$stage/$1/bin/"
}

rm -rf "$stage"
mkdir -p "$stage"
modules=""
if wants bridge; then modules="$modules,api-bridge"; fi
if wants migrate; then modules="$modules,sql"; fi
if wants models; then modules="$modules,standalone"; fi
if wants operator; then modules="$modules,flink-k8s/operator"; fi
if [ -n "$modules" ]; then
    for module in ${modules//,/ }; do rm -rf "$root/$module/target/dependency"; done
    maven package dependency:copy-dependencies -DincludeScope=runtime -pl "${modules#,}" -am
fi
if wants bridge; then
    libraries api-bridge bridge
    mkdir -p "$stage/bridge/app"
    cp "$root/api-bridge/bridge.options" "$here/http-health" "$stage/bridge/app/"
fi
if wants migrate; then libraries sql migrate; fi
if wants models; then libraries standalone models; fi
if wants operator; then
    libraries flink-k8s/operator operator
    mkdir -p "$stage/operator/app"
    cp "$here/http-health" "$stage/operator/app/"
fi
if wants flink; then flink flink && stage_flink flink; fi
if wants flink-gpu; then flink flink-gpu -Pgpu && stage_flink flink-gpu; fi
chmod -R a+rX,go-w "$stage"
find "$stage" -exec touch -h -d "@$epoch" {} +

for name in ${only//,/ }; do
    image="$prefix/computer-vision-$name:$tag"
    case "$(basename "$builder")" in
        buildah) options=(build --layers --timestamp "$epoch" --format docker) ;;
        *) options=(build) ;;
    esac
    SOURCE_DATE_EPOCH=$epoch "$builder" "${options[@]}" ${CV_BUILDER_OPTIONS:-} --build-arg "VERSION=$tag" "${arguments[@]}" \
        --tag "$image" --file "$here/$name/Dockerfile" "$stage/$name"
    printf '%s\n' "$image"
    if [ -n "$push" ]; then
        if [ "$(basename "$builder")" = buildah ]; then
            "$builder" push --digestfile "$stage/$name.digest" "$image" && printf '  %s: %s\n' "$name" "$(cat "$stage/$name.digest")"
        else
            "$builder" push "$image"
        fi
    fi
done
