#!/usr/bin/env bash
# Submits each job that does not run yet, with the settings of this container.
set -euo pipefail

running=$(flink list -m jobmanager:8081 -r 2>/dev/null || true)
for job in VisionJob AnalyticsJob CameraJob; do
    if grep -q " : $job (" <<<"$running"; then
        printf '%s runs\n' "$job"
    else
        flink run -d -m jobmanager:8081 -c "ke.co.datacraft.cv.jobs.$job" /opt/flink/usrlib/computer-vision-jobs.jar
    fi
done
