{{- /* The topics of contracts/Topics by name without prefix; a test compares them. */ -}}
{{- define "cv.topics" -}}
images: {}
frames: {}
results: {large: true}
shadow-results: {large: true}
job-status: {}
dead-letters: {large: true}
commands: {}
models: {compacted: true}
sources: {compacted: true}
zones: {compacted: true}
rules: {compacted: true}
events: {}
alerts: {}
source-status: {}
{{- end -}}
