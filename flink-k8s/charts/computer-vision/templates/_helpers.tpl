{{- define "cv.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 34 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) | trunc 34 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- /* Version of a kind that is not Kubernetes' own: the older one where the cluster offers only that; a list of the root, the group, the newer and the older version. */ -}}
{{- define "cv.apiVersion" -}}
{{- $root := index . 0 -}}
{{- $newer := printf "%s/%s" (index . 1) (index . 2) -}}
{{- $older := printf "%s/%s" (index . 1) (index . 3) -}}
{{- $known := $root.Values.apiVersions -}}
{{- $hasNewer := or ($root.Capabilities.APIVersions.Has $newer) (has $newer $known) -}}
{{- $hasOlder := or ($root.Capabilities.APIVersions.Has $older) (has $older $known) -}}
{{- ternary $older $newer (and $hasOlder (not $hasNewer)) -}}
{{- end -}}

{{- define "cv.selectorLabels" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride | trunc 63 }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- /* Labels of an object; a list of the root and the name of the component. */ -}}
{{- define "cv.labels" -}}
{{- $root := index . 0 -}}
{{ include "cv.selectorLabels" $root }}
app.kubernetes.io/component: {{ index . 1 }}
app.kubernetes.io/part-of: computer-vision
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version | replace "+" "_" }}
{{- end -}}

{{- /* Labels of pods: none that changes with a release, or every release would restart all of them. */ -}}
{{- define "cv.podLabels" -}}
{{ include "cv.selectorLabels" (index . 0) }}
app.kubernetes.io/component: {{ index . 1 }}
app.kubernetes.io/part-of: computer-vision
{{- end -}}

{{- /* Reference of one of our images; a list of the root and the image's short name. */ -}}
{{- define "cv.image" -}}
{{- $root := index . 0 -}}
{{- $name := index . 1 -}}
{{- $image := $root.Values.image -}}
{{- $path := printf "%s/computer-vision-%s" $image.repository $name -}}
{{- if $image.registry }}{{ $path = printf "%s/%s" $image.registry $path }}{{ end -}}
{{- $digest := get $image.digests $name -}}
{{- if $digest -}}
{{ $path }}@{{ $digest }}
{{- else -}}
{{ $path }}:{{ default $root.Chart.AppVersion $image.tag }}
{{- end -}}
{{- end -}}

{{- define "cv.imagePullSecrets" -}}
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
{{- range . }}
  - name: {{ . }}
{{- end }}
{{- end }}
{{- end -}}

{{- /* Security of a pod; the number of user and group. */ -}}
{{- define "cv.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ . }}
runAsGroup: {{ . }}
fsGroup: {{ . }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "cv.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop:
    - ALL
{{- end -}}

{{- /* A small container that does one thing and ends. */ -}}
{{- define "cv.taskResources" -}}
limits:
  cpu: "1"
  memory: 512Mi
requests:
  cpu: 100m
  memory: 256Mi
{{- end -}}

{{- define "cv.secretName" -}}
{{- default (printf "%s-secrets" (include "cv.fullname" .)) .Values.secrets.existingSecret -}}
{{- end -}}

{{- define "cv.configName" -}}
{{- include "cv.fullname" . }}-config
{{- end -}}

{{- define "cv.modelsClaim" -}}
{{- default .Values.models.persistence.name .Values.models.persistence.existingClaim -}}
{{- end -}}

{{- define "cv.databaseName" -}}
{{- include "cv.fullname" . }}-db
{{- end -}}

{{- /* The checksum makes pods follow a change of the settings. */ -}}
{{- define "cv.checksums" -}}
checksum/config: {{ include "cv.config" . | sha256sum }}
{{- if not .Values.secrets.existingSecret }}
checksum/secrets: {{ toJson .Values.secrets.values | sha256sum }}
{{- end }}
{{- end -}}

{{- /* A value as text: YAML's large numbers would come out as 3.15e+07. */ -}}
{{- define "cv.text" -}}
{{- if and (kindIs "float64" .) (eq (floor .) .) }}{{ int64 . }}{{ else }}{{ . }}{{ end -}}
{{- end -}}
