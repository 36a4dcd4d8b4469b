{{- /* Pod of a JobManager, which reads the settings and builds the job; a dict of root, name and job. */ -}}
{{- define "cv.jobManagerPod" -}}
{{- $root := .root -}}
metadata:
  labels:
    {{- include "cv.podLabels" (list $root .name) | nindent 4 }}
    cv.datacraft.co.ke/role: jobmanager
  annotations:
    {{- include "cv.checksums" $root | nindent 4 }}
spec:
  {{- include "cv.flinkPod" . | nindent 2 }}
  initContainers:
    {{- include "cv.waitContainers" . | nindent 4 }}
  containers:
    - name: flink-main-container
      envFrom:
        - configMapRef:
            name: {{ include "cv.configName" $root }}
      env:
        {{- include "cv.flinkVariables" . | nindent 8 }}
        {{- if ne .name "camera" }}
        {{- include "cv.databaseVariable" $root | nindent 8 }}
        {{- end }}
        {{- if eq .name "analytics" }}
        {{- include "cv.fromSecret" (list "CV_MQTT_PASSWORD" (include "cv.secretName" $root) "CV_MQTT_PASSWORD" true) | nindent 8 }}
        {{- end }}
        {{- include "cv.sharedVariables" $root | nindent 8 }}
        {{- include "cv.jobVariables" . | nindent 8 }}
      {{- include "cv.flinkContainer" . | nindent 6 }}
      startupProbe:
        httpGet:
          path: /config
          port: 8081
        periodSeconds: 5
        failureThreshold: 60
      livenessProbe:
        httpGet:
          path: /config
          port: 8081
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 6
      readinessProbe:
        httpGet:
          path: /config
          port: 8081
        periodSeconds: 10
        timeoutSeconds: 5
{{- end -}}

{{- /* Pod of a TaskManager, which gets no settings but the level of its log: they come with the job. */ -}}
{{- define "cv.taskManagerPod" -}}
{{- $root := .root -}}
metadata:
  labels:
    {{- include "cv.podLabels" (list $root .name) | nindent 4 }}
    cv.datacraft.co.ke/role: taskmanager
spec:
  {{- include "cv.flinkPod" . | nindent 2 }}
  {{- include "cv.taskManagerPlace" . | nindent 2 }}
  containers:
    - name: flink-main-container
      env:
        {{- include "cv.flinkVariables" . | nindent 8 }}
        {{- with default $root.Values.config.CV_LOG_LEVEL .job.config.CV_LOG_LEVEL }}
        - name: CV_LOG_LEVEL
          value: {{ . | quote }}
        {{- end }}
      {{- include "cv.flinkContainer" . | nindent 6 }}
      livenessProbe:
        tcpSocket:
          port: 6122
        initialDelaySeconds: 60
        periodSeconds: 10
        failureThreshold: 6
      readinessProbe:
        tcpSocket:
          port: 6122
        periodSeconds: 10
{{- end -}}

{{- /* The image's user is 9999. */ -}}
{{- define "cv.flinkPod" -}}
automountServiceAccountToken: true
{{- include "cv.imagePullSecrets" .root }}
securityContext:
  {{- include "cv.podSecurity" 9999 | nindent 2 }}
volumes:
  - name: scratch
    emptyDir:
      sizeLimit: {{ .root.Values.flink.scratchSize }}
  - name: tmp
    emptyDir:
      sizeLimit: 1Gi
  {{- if and (eq .name "vision") .root.Values.models.persistence.enabled }}
  - name: models
    persistentVolumeClaim:
      claimName: {{ include "cv.modelsClaim" .root }}
      readOnly: true
  {{- end }}
  {{- range $name, $secret := include "cv.secretVolumes" . | fromYaml }}
  - name: {{ $name }}
    secret:
      secretName: {{ $secret }}
      defaultMode: 0440
  {{- end }}
  {{- with .root.Values.extraVolumes }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}

{{- define "cv.flinkContainer" -}}
securityContext:
  {{- include "cv.containerSecurity" . | nindent 2 }}
ports:
  - name: metrics
    containerPort: 9090
volumeMounts:
  - name: scratch
    mountPath: /scratch
  - name: tmp
    mountPath: /tmp
  {{- if and (eq .name "vision") .root.Values.models.persistence.enabled }}
  - name: models
    mountPath: /models
    readOnly: true
  {{- end }}
  {{- range $name, $secret := include "cv.secretVolumes" . | fromYaml }}
  - name: {{ $name }}
    mountPath: /{{ $name }}
    readOnly: true
  {{- end }}
  {{- with .root.Values.extraVolumeMounts }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}

{{- /* Secrets that are read as files, by the name of their volume and folder. */ -}}
{{- define "cv.secretVolumes" -}}
{{- with .job.secretsName }}
camera-secrets: {{ . }}
{{- end }}
{{- with .job.webhooksName }}
webhooks: {{ . }}
{{- end }}
{{- end -}}

{{- /* Tesseract with threads of its own is several times slower. Flink's S3 reads the credentials by Amazon's names. */ -}}
{{- define "cv.flinkVariables" -}}
- name: OMP_THREAD_LIMIT
  value: "1"
- name: HOME
  value: /scratch
- name: AWS_REGION
  value: {{ .root.Values.storage.s3.region | quote }}
{{ include "cv.fromSecret" (list "AWS_ACCESS_KEY_ID" (include "cv.secretName" .root) "CV_S3_ACCESS_KEY_ID" true) }}
{{ include "cv.fromSecret" (list "AWS_SECRET_ACCESS_KEY" (include "cv.secretName" .root) "CV_S3_SECRET_ACCESS_KEY" true) }}
{{- end -}}

{{- define "cv.jobVariables" -}}
{{- $config := deepCopy .job.config -}}
{{- if eq .name "vision" -}}
{{- if .root.Values.models.persistence.enabled }}{{ $config = merge $config (dict "CV_MODEL_PATH" "/models") }}{{ end -}}
{{- $config = merge $config (dict "CV_MODEL_CACHE_PATH" "/scratch/models" "CV_USE_GPU" (toString .root.Values.gpu.enabled)) -}}
{{- if .root.Values.gpu.enabled }}{{ $config = merge $config (dict "CV_GPU_SLOTS" (toString .root.Values.gpu.slots)) }}{{ end -}}
{{- end -}}
{{- if .job.secretsName }}{{ $config = merge $config (dict "CV_CAMERA_SECRETS_PATH" "/camera-secrets") }}{{ end -}}
{{- if .job.webhooksName }}{{ $config = merge $config (dict "CV_WEBHOOK_TARGETS_PATH" "/webhooks/targets.yaml") }}{{ end -}}
{{- include "cv.plainVariables" (list (printf "jobs.%s.config" .name) $config) -}}
{{- end -}}

{{- define "cv.taskManagerPlace" -}}
{{- $gpu := and (eq .name "vision") .root.Values.gpu.enabled -}}
{{- $nodes := ternary (merge (deepCopy .job.nodeSelector) .root.Values.gpu.nodeSelector) .job.nodeSelector $gpu -}}
{{- $tolerations := ternary (concat .job.tolerations .root.Values.gpu.tolerations) .job.tolerations $gpu -}}
{{- with $nodes }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- if and $gpu .root.Values.gpu.runtimeClassName }}
runtimeClassName: {{ .root.Values.gpu.runtimeClassName }}
{{- end }}
{{- end -}}

{{- /* Migrations, then topics, then jobs. */ -}}
{{- define "cv.waitContainers" -}}
{{- if ne .name "camera" }}
- name: wait-for-schema
  image: {{ include "cv.image" (list .root "migrate") }}
  imagePullPolicy: {{ .root.Values.image.pullPolicy }}
  args: ["--check", "--wait", "900"]
  env:
    {{- include "cv.databaseVariable" .root | nindent 4 }}
  {{- include "cv.taskContainer" .root | nindent 2 }}
{{- end }}
- name: wait-for-topics
  image: {{ include "cv.image" (list .root "models") }}
  imagePullPolicy: {{ .root.Values.image.pullPolicy }}
  args: ["topics", "check", "--wait", "900"]
  envFrom:
    - configMapRef:
        name: {{ include "cv.configName" .root }}
  env:
    {{- include "cv.kafkaVariables" .root | nindent 4 }}
  {{- include "cv.taskContainer" .root | nindent 2 }}
{{- end -}}
