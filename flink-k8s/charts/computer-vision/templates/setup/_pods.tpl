{{- /* First the database, then the topics. */ -}}
{{- define "cv.setupPod" -}}
{{- $topics := eq .Values.kafka.topics.manager "job" -}}
serviceAccountName: {{ include "cv.fullname" . }}-setup
automountServiceAccountToken: false
restartPolicy: OnFailure
{{- include "cv.imagePullSecrets" . }}
securityContext:
  {{- include "cv.podSecurity" 65532 | nindent 2 }}
{{- if $topics }}
initContainers:
  {{- include "cv.migrateContainer" . | nindent 2 }}
containers:
  - name: topics
    image: {{ include "cv.image" (list . "models") }}
    imagePullPolicy: {{ .Values.image.pullPolicy }}
    args:
      - topics
      - create
      - --wait
      - "600"
      - --partitions
      - {{ .Values.kafka.topics.partitions | quote }}
      {{- with .Values.kafka.topics.replicas }}
      - --replication-factor
      - {{ . | quote }}
      {{- end }}
    envFrom:
      - configMapRef:
          name: {{ include "cv.configName" . }}
    env:
      {{- include "cv.kafkaVariables" . | nindent 6 }}
    {{- include "cv.taskContainer" . | nindent 4 }}
{{- else }}
containers:
  {{- include "cv.migrateContainer" . | nindent 2 }}
{{- end }}
volumes:
  - name: tmp
    emptyDir:
      sizeLimit: 1Gi
  {{- with .Values.extraVolumes }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}

{{- define "cv.migrateContainer" -}}
- name: migrate
  image: {{ include "cv.image" (list . "migrate") }}
  imagePullPolicy: {{ .Values.image.pullPolicy }}
  args: ["--wait", "600"]
  env:
    {{- include "cv.databaseVariable" . | nindent 4 }}
  {{- include "cv.taskContainer" . | nindent 2 }}
{{- end -}}

{{- define "cv.taskContainer" -}}
resources:
  {{- include "cv.taskResources" . | nindent 2 }}
securityContext:
  {{- include "cv.containerSecurity" . | nindent 2 }}
volumeMounts:
  - name: tmp
    mountPath: /tmp
  {{- with .Values.extraVolumeMounts }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}

{{- define "cv.modelsPod" -}}
serviceAccountName: {{ include "cv.fullname" . }}-setup
automountServiceAccountToken: false
restartPolicy: OnFailure
{{- include "cv.imagePullSecrets" . }}
securityContext:
  {{- include "cv.podSecurity" 65532 | nindent 2 }}
containers:
  - name: pull
    image: {{ include "cv.image" (list . "models") }}
    imagePullPolicy: {{ .Values.image.pullPolicy }}
    args:
      - models
      - pull
      {{- range .Values.models.pull }}
      - {{ . | quote }}
      {{- end }}
      - --into
      - /models
      {{- with .Values.models.from }}
      - --from
      - {{ . | quote }}
      {{- end }}
      {{- range .Values.models.acceptLicences }}
      - --accept-licence
      - {{ . | quote }}
      {{- end }}
    resources:
      {{- include "cv.taskResources" . | nindent 6 }}
    securityContext:
      {{- include "cv.containerSecurity" . | nindent 6 }}
    volumeMounts:
      - name: tmp
        mountPath: /tmp
      - name: models
        mountPath: /models
      {{- with .Values.extraVolumeMounts }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
volumes:
  - name: tmp
    emptyDir:
      sizeLimit: 1Gi
  - name: models
    persistentVolumeClaim:
      claimName: {{ include "cv.modelsClaim" . }}
  {{- with .Values.extraVolumes }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}
