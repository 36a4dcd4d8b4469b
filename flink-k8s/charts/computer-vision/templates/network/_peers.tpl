{{- /* Where a host is, as peers of a NetworkPolicy: in this namespace, in another, at one address, or outside. A list of root and host. */ -}}
{{- define "cv.peers" -}}
{{- $root := index . 0 -}}
{{- $host := index . 1 -}}
{{- $parts := splitList "." $host -}}
{{- if regexMatch "^[0-9]+(\\.[0-9]+){3}$" $host -}}
- ipBlock:
    cidr: {{ $host }}/32
{{- else if or (hasSuffix ".svc" $host) (contains ".svc." $host) -}}
- namespaceSelector:
    matchLabels:
      kubernetes.io/metadata.name: {{ index $parts 1 }}
{{- else if eq (len $parts) 1 -}}
- podSelector: {}
{{- else -}}
{{ include "cv.blocks" $root.Values.networkPolicy.externalCidrs }}
{{- end -}}
{{- end -}}

{{- define "cv.blocks" -}}
{{- $blocks := list -}}
{{- range . }}{{ $blocks = append $blocks (dict "ipBlock" (dict "cidr" .)) }}{{ end -}}
{{- toYaml $blocks -}}
{{- end -}}

{{- define "cv.portList" -}}
{{- $ports := list -}}
{{- range . }}{{ $ports = append $ports (dict "protocol" "TCP" "port" (int .)) }}{{ end -}}
{{- toYaml $ports -}}
{{- end -}}

{{- /* Pods of one of this release's components. */ -}}
{{- define "cv.component" -}}
- podSelector:
    matchLabels:
      {{- include "cv.selectorLabels" (index . 0) | nindent 6 }}
      app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{- define "cv.databaseRule" -}}
- to:
    {{- if .Values.postgresql.enabled }}
    - podSelector:
        matchLabels:
          cnpg.io/cluster: {{ include "cv.databaseName" . }}
    {{- else if .Values.postgresql.external.host }}
    {{- include "cv.peers" (list . .Values.postgresql.external.host) | nindent 4 }}
    {{- else }}
    {{- include "cv.blocks" .Values.networkPolicy.externalCidrs | nindent 4 }}
    {{- end }}
  ports:
    {{- include "cv.portList" (list (ternary 5432 .Values.postgresql.external.port .Values.postgresql.enabled)) | nindent 4 }}
{{- end -}}

{{- define "cv.kafkaRule" -}}
{{- if .Values.kafka.enabled -}}
- to:
    - podSelector:
        matchLabels:
          strimzi.io/cluster: {{ include "cv.fullname" . }}-kafka
  ports:
    {{- include "cv.portList" (list 9092) | nindent 4 }}
{{- else -}}
{{- range splitList "," .Values.kafka.external.bootstrapServers }}
- to:
    {{- include "cv.peers" (list $ (. | trim | splitList ":" | first)) | nindent 4 }}
  ports:
    {{- include "cv.portList" (list (. | trim | splitList ":" | last | int)) | nindent 4 }}
{{- end }}
{{- end -}}
{{- end -}}

{{- define "cv.redisRule" -}}
{{- if eq (include "cv.redis" .) "here" -}}
- to:
    {{- include "cv.component" (list . "redis") | nindent 4 }}
  ports:
    {{- include "cv.portList" (list 6379) | nindent 4 }}
{{- else if eq (include "cv.redis" .) "elsewhere" -}}
- to:
    {{- include "cv.peers" (list . .Values.redis.external.host) | nindent 4 }}
  ports:
    {{- include "cv.portList" (list .Values.redis.external.port) | nindent 4 }}
{{- end -}}
{{- end -}}

{{- define "cv.storeRule" -}}
{{- if .Values.minio.enabled -}}
- to:
    {{- include "cv.component" (list . "minio") | nindent 4 }}
  ports:
    {{- include "cv.portList" (list 9000) | nindent 4 }}
{{- else if .Values.storage.s3.endpoint -}}
{{- include "cv.addressRule" (list . .Values.storage.s3.endpoint) -}}
{{- else -}}
- to:
    {{- include "cv.blocks" .Values.networkPolicy.externalCidrs | nindent 4 }}
  ports:
    {{- include "cv.portList" (list 443) | nindent 4 }}
{{- end -}}
{{- end -}}

{{- /* To the host and port of a URL; root and URL. */ -}}
{{- define "cv.addressRule" -}}
{{- $url := urlParse (index . 1) -}}
- to:
    {{- include "cv.peers" (list (index . 0) $url.hostname) | nindent 4 }}
  ports:
    {{- include "cv.portList" (list (regexReplaceAll "^.*?(:([0-9]+))?$" $url.host "${2}" | default (get (dict "https" "443" "http" "80" "ssl" "8883" "tcp" "1883") $url.scheme) | int)) | nindent 4 }}
{{- end -}}

{{- define "cv.tracingRule" -}}
{{- if and .Values.monitoring.tracing.enabled .Values.monitoring.tracing.endpoint -}}
{{- include "cv.addressRule" (list . .Values.monitoring.tracing.endpoint) -}}
{{- end -}}
{{- end -}}

{{- define "cv.metricsRule" -}}
{{- if .Values.monitoring.enabled -}}
- from:
    {{- toYaml .Values.networkPolicy.metricsFrom | nindent 4 }}
  ports:
    {{- include "cv.portList" (list 9090) | nindent 4 }}
{{- end -}}
{{- end -}}

{{- /* Head of a policy; root, name, component, and the list of its types. */ -}}
{{- define "cv.policyHead" -}}
{{- $root := index . 0 -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "cv.fullname" $root }}-{{ index . 1 }}
  labels:
    {{- include "cv.labels" (list $root (index . 1)) | nindent 4 }}
spec:
  podSelector:
    matchLabels:
      {{- include "cv.selectorLabels" $root | nindent 6 }}
      app.kubernetes.io/component: {{ index . 1 }}
  policyTypes: [Ingress, Egress]
{{- end -}}
