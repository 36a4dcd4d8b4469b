{{- /* Settings as YAML map, without anything secret. */ -}}
{{- define "cv.config" -}}
{{- $settings := dict
      "CV_KAFKA_BOOTSTRAP_SERVERS" (include "cv.kafkaServers" .)
      "CV_TOPIC_PREFIX" .Values.kafka.topics.prefix
      "CV_STORAGE_BACKEND" .Values.storage.type
      "CV_S3_BUCKET" .Values.storage.s3.bucket
      "CV_S3_REGION" .Values.storage.s3.region
      "CV_METRICS_ENABLED" (toString .Values.monitoring.enabled)
      "CV_METRICS_PORT" "9090"
      "CV_TRACING_ENABLED" (toString .Values.monitoring.tracing.enabled) -}}
{{- if eq .Values.logging.format "json" }}{{ $_ := set $settings "CV_LOG_FORMAT" "json" }}{{ end -}}
{{- with include "cv.s3Endpoint" . }}{{ $_ := set $settings "CV_S3_ENDPOINT_URL" . }}{{ end -}}
{{- with .Values.monitoring.tracing.endpoint }}{{ $_ := set $settings "CV_OTLP_ENDPOINT" . }}{{ end -}}
{{- if eq (include "cv.redis" .) "none" }}{{ $_ := set $settings "CV_REDIS_URL" "none" }}{{ end -}}
{{- range $name, $value := .Values.config }}{{ $_ := set $settings $name (include "cv.text" $value) }}{{ end -}}
{{- include "cv.refuseSecrets" (list "config" .Values.config) -}}
{{- toYaml $settings -}}
{{- end -}}

{{- define "cv.secretVariables" -}}
CV_DATABASE_URL CV_REDIS_URL CV_KAFKA_PROPERTIES CV_S3_ACCESS_KEY_ID CV_S3_SECRET_ACCESS_KEY CV_ENCRYPTION_KEY CV_JWT_SECRET_KEY CV_JWT_PREVIOUS_SECRET_KEY CV_MQTT_PASSWORD CV_SESSION_SECRET_KEY
{{- end -}}

{{- /* A secret among plain settings would stand in a ConfigMap or a pod's specification. */ -}}
{{- define "cv.refuseSecrets" -}}
{{- $place := index . 0 -}}
{{- $secret := splitList " " (include "cv.secretVariables" .) -}}
{{- range $name, $value := index . 1 -}}
{{- if or (has $name $secret) (hasPrefix "CV_CAMERA_SECRET_" $name) -}}
{{- fail (printf "%s.%s is a secret: move it to secrets.values.%s or into the Secret that secrets.existingSecret names" $place $name $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "cv.kafkaServers" -}}
{{- if .Values.kafka.enabled -}}
{{ include "cv.fullname" . }}-kafka-kafka-bootstrap.{{ .Release.Namespace }}.svc:9092
{{- else -}}
{{ required "kafka.external.bootstrapServers is empty: give host:port of your brokers, or set kafka.enabled=true to have Strimzi run Kafka here" .Values.kafka.external.bootstrapServers }}
{{- end -}}
{{- end -}}

{{- define "cv.s3Endpoint" -}}
{{- if .Values.minio.enabled -}}
http://{{ include "cv.fullname" . }}-minio.{{ .Release.Namespace }}.svc:9000
{{- else -}}
{{ .Values.storage.s3.endpoint }}
{{- end -}}
{{- end -}}

{{- /* Where Redis is: here, elsewhere, or none. */ -}}
{{- define "cv.redis" -}}
{{- if .Values.redis.enabled }}here{{ else if .Values.redis.external.host }}elsewhere{{ else }}none{{ end -}}
{{- end -}}

{{- /* Password that was given, else that of the Secret as it is, else a new one; root, key, given value. There is nothing to look up when a release begins. */ -}}
{{- define "cv.kept" -}}
{{- $root := index . 0 -}}
{{- $given := index . 2 -}}
{{- if $given -}}
{{ $given }}
{{- else -}}
{{- $present := dict -}}
{{- if $root.Release.IsUpgrade }}{{ $present = lookup "v1" "Secret" $root.Release.Namespace (include "cv.secretName" $root) }}{{ end -}}
{{- $kept := get (default dict $present.data) (index . 1) -}}
{{- if $kept }}{{ b64dec $kept }}{{ else }}{{ randAlphaNum 48 }}{{ end -}}
{{- end -}}
{{- end -}}

{{- /* An environment variable out of a Secret: name, Secret, key, whether it may be absent. */ -}}
{{- define "cv.fromSecret" -}}
- name: {{ index . 0 }}
  valueFrom:
    secretKeyRef:
      name: {{ index . 1 }}
      key: {{ index . 2 }}
      {{- if index . 3 }}
      optional: true
      {{- end }}
{{- end -}}

{{- /* CNPG writes the address with user and password into a Secret of its own. */ -}}
{{- define "cv.databaseVariable" -}}
{{- if .Values.postgresql.enabled -}}
{{ include "cv.fromSecret" (list "CV_DATABASE_URL" (printf "%s-app" (include "cv.databaseName" .)) "uri" false) }}
{{- else -}}
{{ include "cv.fromSecret" (list "CV_DATABASE_URL" (include "cv.secretName" .) "CV_DATABASE_URL" false) }}
{{- end -}}
{{- end -}}

{{- define "cv.storeVariables" -}}
{{ include "cv.fromSecret" (list "CV_S3_ACCESS_KEY_ID" (include "cv.secretName" .) "CV_S3_ACCESS_KEY_ID" true) }}
{{ include "cv.fromSecret" (list "CV_S3_SECRET_ACCESS_KEY" (include "cv.secretName" .) "CV_S3_SECRET_ACCESS_KEY" true) }}
{{- end -}}

{{- define "cv.kafkaVariables" -}}
{{ include "cv.fromSecret" (list "CV_KAFKA_PROPERTIES" (include "cv.secretName" .) "CV_KAFKA_PROPERTIES" true) }}
{{- end -}}

{{- /* What bridge and jobs share of secrets, the database apart. */ -}}
{{- define "cv.sharedVariables" -}}
{{- if ne (include "cv.redis" .) "none" }}
{{ include "cv.fromSecret" (list "CV_REDIS_URL" (include "cv.secretName" .) "CV_REDIS_URL" false) }}
{{- end }}
{{ include "cv.kafkaVariables" . }}
{{ include "cv.storeVariables" . }}
{{ include "cv.fromSecret" (list "CV_ENCRYPTION_KEY" (include "cv.secretName" .) "CV_ENCRYPTION_KEY" true) }}
{{- end -}}

{{- /* Plain variables of one component: the name of the place, and the map. */ -}}
{{- define "cv.plainVariables" -}}
{{- include "cv.refuseSecrets" . -}}
{{- range $name, $value := index . 1 }}
- name: {{ $name }}
  value: {{ include "cv.text" $value | quote }}
{{- end }}
{{- end -}}
