{{/*
What does not vary between installations: the six services, their ports and who calls whom.
`callers` are those whose pods the NetworkPolicy lets in.
*/}}
{{- define "spidergate.parts" -}}
gateway:
  service: gateway-service
  port: 8080
  calls: [router, vault, billing]
  open: true
router:
  service: router-service
  port: 8082
  calls: [vault, traces]
vault:
  service: vault-service
  port: 8083
  calls: [router]
billing:
  service: billing-service
  port: 8084
  calls: [vault]
traces:
  service: trace-collector
  port: 8085
  calls: []
dashboard:
  service: dashboard-service
  port: 8081
  calls: [router, vault, billing, traces]
  open: true
{{- end }}

{{/* The port of probes and metrics, as on one machine: a thousand above. */}}
{{- define "spidergate.managementPort" -}}
{{- add .port 1000 -}}
{{- end }}

{{/* Short enough for the longest name that is made from it. */}}
{{- define "spidergate.fullname" -}}
{{- if contains "spidergate" .Release.Name -}}
{{- .Release.Name | trunc 38 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-spidergate" (.Release.Name | trunc 27 | trimSuffix "-") -}}
{{- end -}}
{{- end }}

{{- define "spidergate.image" -}}
{{- printf "%s/%s:%s" (.root.Values.image.registry | trimSuffix "/") .service (.root.Values.image.tag | default .root.Chart.AppVersion) -}}
{{- end }}

{{- define "spidergate.serviceAccount" -}}
{{- .Values.serviceAccount.existingName | default (include "spidergate.fullname" .) -}}
{{- end }}

{{/* Never a version: selectors and claims cannot change. */}}
{{- define "spidergate.selector" -}}
app.kubernetes.io/name: spidergate
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "spidergate.labels" -}}
{{ include "spidergate.selector" . }}
app.kubernetes.io/part-of: spidergate
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}
