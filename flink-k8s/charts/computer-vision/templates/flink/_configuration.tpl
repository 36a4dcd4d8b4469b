{{- /* Flink configuration of a job as YAML map of texts; a dict of root, name and job. */ -}}
{{- define "cv.flinkConfiguration" -}}
{{- $values := .root.Values -}}
{{- $job := .job -}}
{{- $folder := printf "s3://%s/%s/%s" $values.storage.s3.bucket $values.storage.s3.flinkPrefix .name -}}
{{- $configuration := dict
      "kubernetes.taskmanager.service-account" (printf "%s-taskmanager" (include "cv.fullname" .root))
      "kubernetes.rest-service.exposed.type" "ClusterIP"
      "kubernetes.jobmanager.cpu.limit-factor" "2.0"
      "kubernetes.taskmanager.cpu.limit-factor" "2.0"
      "high-availability.type" "kubernetes"
      "high-availability.storageDir" (printf "%s/high-availability" $folder)
      "execution.checkpointing.dir" (printf "%s/checkpoints" $folder)
      "execution.checkpointing.savepoint-dir" (printf "%s/savepoints" $folder)
      "taskmanager.numberOfTaskSlots" (toString $job.taskManager.slots)
      "taskmanager.memory.task.off-heap.size" $job.taskManager.offHeap
      "taskmanager.memory.managed.fraction" "0.1"
      "taskmanager.memory.jvm-metaspace.size" "384m"
      "taskmanager.network.memory.buffer-debloat.enabled" "true"
      "taskmanager.rpc.port" "6122"
      "taskmanager.data.port" "6121"
      "jobmanager.rpc.port" "6123"
      "blob.server.port" "6124"
      "metrics.internal.query-service.port" "6125"
      "rest.port" "8081"
      "heartbeat.interval" "1 s"
      "heartbeat.timeout" "10 s"
      "io.tmp.dirs" "/scratch"
      "env.log.dir" "/scratch/log"
      "env.java.opts.all" (include "cv.javaOptions" .root)
      "kubernetes.operator.savepoint.history.max.count" (toString $values.flink.savepointHistory)
      "kubernetes.operator.job.savepoint-on-deletion" (toString $values.flink.savepointOnDeletion)
      "kubernetes.operator.job.upgrade.last-state-fallback.enabled" "true" -}}
{{- with $values.flink.periodicSavepointInterval }}{{ $_ := set $configuration "kubernetes.operator.periodic.savepoint.interval" . }}{{ end -}}
{{- with include "cv.s3Endpoint" .root }}{{ $_ := set $configuration "s3.endpoint" . }}{{ end -}}
{{- $_ := set $configuration "s3.path.style.access" (toString $values.storage.s3.pathStyleAccess) -}}
{{- if $values.monitoring.enabled -}}
{{- $_ := set $configuration "metrics.reporter.prom.factory.class" "ke.co.datacraft.cv.operators.metrics.VisionPrometheusReporterFactory" -}}
{{- $_ := set $configuration "metrics.reporter.prom.port" "9090" -}}
{{- end -}}
{{- if $values.flink.autoscaler.enabled -}}
{{- $_ := set $configuration "job.autoscaler.enabled" "true" -}}
{{- range $key, $value := $values.flink.autoscaler.configuration }}{{ $_ := set $configuration (printf "job.autoscaler.%s" $key) (include "cv.text" $value) }}{{ end -}}
{{- end -}}
{{- if and (eq .name "vision") $values.gpu.enabled -}}
{{- $configuration = merge (include "cv.gpuConfiguration" .root | fromYaml) $configuration -}}
{{- end -}}
{{- range $key, $value := merge (deepCopy $job.configuration) $values.flink.configuration }}{{ $_ := set $configuration $key (include "cv.text" $value) }}{{ end -}}
{{- toYaml $configuration -}}
{{- end -}}

{{- /* docs/gpu.md: cards as an external resource; the adaptive scheduler would book nothing. */ -}}
{{- define "cv.gpuConfiguration" -}}
external-resources: gpu
external-resource.gpu.amount: {{ .Values.gpu.amount | quote }}
external-resource.gpu.driver-factory.class: org.apache.flink.externalresource.gpu.GPUDriverFactory
external-resource.gpu.param.discovery-script.path: /opt/flink/bin/nvidia-gpu-discovery.sh
external-resource.gpu.kubernetes.config-key: {{ .Values.gpu.resourceName }}
taskmanager.numberOfTaskSlots: {{ mul .Values.gpu.amount .Values.gpu.slots | quote }}
taskmanager.memory.managed.size: {{ printf "%dm" (mul .Values.gpu.amount .Values.gpu.slots (default 128 .Values.jobs.vision.config.CV_SLOT_MANAGED_MB | int)) }}
jobmanager.scheduler: Default
{{- end -}}

{{- /* Flink's own, which a configuration of the operator does not bring along, and folders that can be written. */ -}}
{{- define "cv.javaOptions" -}}
{{- $options := list -}}
{{- range list "java.base/sun.net.util" "java.rmi/sun.rmi.registry" "jdk.compiler/com.sun.tools.javac.api" "jdk.compiler/com.sun.tools.javac.file" "jdk.compiler/com.sun.tools.javac.parser" "jdk.compiler/com.sun.tools.javac.tree" "jdk.compiler/com.sun.tools.javac.util" "java.security.jgss/sun.security.krb5" -}}
{{- $options = append $options (printf "--add-exports=%s=ALL-UNNAMED" .) -}}
{{- end -}}
{{- range list "java.lang" "java.net" "java.io" "java.nio" "sun.nio.ch" "java.lang.reflect" "java.text" "java.time" "java.util" "java.util.concurrent" "java.util.concurrent.atomic" "java.util.concurrent.locks" -}}
{{- $options = append $options (printf "--add-opens=java.base/%s=ALL-UNNAMED" .) -}}
{{- end -}}
{{- $options = concat $options (list "-Djava.awt.headless=true" "-Djava.io.tmpdir=/scratch" "-Djna.tmpdir=/scratch" "-Dorg.bytedeco.javacpp.cachedir=/scratch/javacpp") -}}
{{- join " " $options -}}
{{- end -}}

{{- /* Files of Flink's conf by name, as YAML map. */ -}}
{{- define "cv.logConfiguration" -}}
{{- $files := dict -}}
{{- if eq .Values.logging.format "json" }}{{ $_ := set $files "log4j-console.properties" (.Files.Get "files/logging/log4j-console.properties") }}{{ end -}}
{{- mergeOverwrite $files .Values.flink.logConfiguration | toYaml -}}
{{- end -}}
