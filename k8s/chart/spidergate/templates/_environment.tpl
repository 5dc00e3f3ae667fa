{{/* An environment variable from a Secret that was made beforehand. */}}
{{- define "spidergate.fromSecret" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef:
      name: {{ .secret }}
      key: {{ .key }}
      {{- if .optional }}
      optional: true
      {{- end }}
{{- end }}

{{/* What each service is told; a service knows only its own keys and refuses others. */}}
{{- define "spidergate.environment" -}}
{{- $root := .root }}
{{- $part := .part }}
{{- $values := index $root.Values $part }}
{{- $parts := fromYaml (include "spidergate.parts" $root) }}
{{- $facts := index $parts $part }}
- name: QUARKUS_HTTP_HOST
  value: 0.0.0.0
- name: QUARKUS_HTTP_PORT
  value: {{ $facts.port | quote }}
- name: QUARKUS_MANAGEMENT_HOST
  value: 0.0.0.0
- name: QUARKUS_MANAGEMENT_PORT
  value: {{ include "spidergate.managementPort" $facts | quote }}
- name: QUARKUS_SHUTDOWN_TIMEOUT
  value: {{ printf "%ds" (int $values.drainSeconds) }}
- name: QUARKUS_LOG_CONSOLE_JSON_ENABLED
  value: {{ eq $root.Values.log.format "json" | quote }}
- name: JDK_JAVA_OPTIONS
  value: {{ $values.javaOptions | quote }}
- name: KAFKA_BOOTSTRAP_SERVERS
  value: {{ $root.Values.kafka.bootstrapServers | quote }}
- name: SPIDERGATE_IDENTITY_PRIVATE_KEY
  value: /etc/spidergate/identity/private.jwk
- name: SPIDERGATE_IDENTITY_TRUSTED_KEYS
  value: /etc/spidergate/identity/trusted.jwks
{{- with $values.database }}
{{ include "spidergate.fromSecret" (dict "name" "QUARKUS_DATASOURCE_JDBC_URL" "secret" .existingSecret "key" .keys.url) }}
{{ include "spidergate.fromSecret" (dict "name" "QUARKUS_DATASOURCE_USERNAME" "secret" .existingSecret "key" .keys.username) }}
{{ include "spidergate.fromSecret" (dict "name" "QUARKUS_DATASOURCE_PASSWORD" "secret" .existingSecret "key" .keys.password) }}
{{- end }}
{{- range $callee := $facts.calls }}
- name: SPIDERGATE_{{ upper $callee }}_URL
  value: http://{{ include "spidergate.fullname" $root }}-{{ $callee }}:{{ (index $parts $callee).port }}
{{- end }}
{{- if eq $part "gateway" }}
{{ include "spidergate.gatewayEnvironment" $root }}
{{- else if eq $part "vault" }}
- name: SPIDERGATE_VAULT_KEYSET_FILE
  value: {{ include "spidergate.keysetFolder" $root }}/keyset.json
- name: SPIDERGATE_VAULT_CREATE_KEYSET
  value: {{ $values.keyset.create | quote }}
{{- with include "spidergate.dashboardUrl" $root }}
- name: SPIDERGATE_INVITE_PAGE_URL
  value: {{ . | quote }}
{{- end }}
{{- else if eq $part "router" }}
{{- with $values.trainingOptedOut }}
- name: SPIDERGATE_CATALOGUE_TRAINING_OPTED_OUT
  value: {{ join "," . | quote }}
{{- end }}
{{- if $values.catalogue.existingConfigMap }}
- name: SPIDERGATE_CATALOGUE_DIRECTORY
  value: /etc/spidergate/catalogue
{{- else if or $values.catalogue.providers $values.catalogue.aliases }}
{{- fail "router.catalogue.existingConfigMap must name the ConfigMap with router.catalogue.providers and aliases" }}
{{- end }}
{{- else if eq $part "billing" }}
{{ include "spidergate.billingEnvironment" $root }}
{{- else if eq $part "traces" }}
- name: SPIDERGATE_TRACES_RETENTION
  value: {{ $values.retention | quote }}
{{- else if eq $part "dashboard" }}
{{ include "spidergate.dashboardEnvironment" $root }}
{{- end }}
{{- end }}

{{- define "spidergate.billingEnvironment" -}}
{{- $billing := .Values.billing -}}
{{- $mail := $billing.mail -}}
- name: SPIDERGATE_WEBHOOK_KEYSET_FILE
  value: /etc/spidergate/billing/keyset.json
{{- with $billing.webhooks.allowedNetworks }}
- name: SPIDERGATE_WEBHOOK_ALLOWED_NETWORKS
  value: {{ join "," . | quote }}
{{- end }}
{{- if $mail.from }}
- name: SPIDERGATE_NOTICE_MAIL_FROM
  value: {{ $mail.from | quote }}
- name: QUARKUS_MAILER_HOST
  value: {{ required "billing.mail.host must name the mail server where billing.mail.from is set" $mail.host | quote }}
- name: QUARKUS_MAILER_PORT
  value: {{ $mail.port | quote }}
- name: QUARKUS_MAILER_START_TLS
  value: {{ $mail.startTls }}
{{- with $mail.credentials.existingSecret }}
{{ include "spidergate.fromSecret" (dict "name" "QUARKUS_MAILER_USERNAME" "secret" . "key" $mail.credentials.keys.username) }}
{{ include "spidergate.fromSecret" (dict "name" "QUARKUS_MAILER_PASSWORD" "secret" . "key" $mail.credentials.keys.password) }}
{{- end }}
{{- end }}
{{- end }}

{{- define "spidergate.gatewayEnvironment" -}}
{{- $gateway := .Values.gateway -}}
- name: SPIDERGATE_GATEWAY_ID
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: SPIDERGATE_GATEWAY_CAPTURE
  value: {{ $gateway.capture }}
- name: SPIDERGATE_JOURNAL_DIRECTORY
  value: /var/lib/spidergate/journal
- name: SPIDERGATE_JOURNAL_MAX_BYTES
  value: {{ $gateway.journal.maxBytes | quote }}
- name: SPIDERGATE_JOURNAL_SYNC
  value: {{ $gateway.journal.sync | quote }}
- name: SPIDERGATE_ROUTING_SNAPSHOT_FILE
  value: /var/lib/spidergate/snapshot.json
- name: SPIDERGATE_ADMISSION_TOKENS_FILE
  value: /var/lib/spidergate/agent-tokens.json
{{- range $gateway.jwtIssuers }}
{{- $prefix := printf "SPIDERGATE_ADMISSION_JWT_ISSUERS__%s__" (upper .name) }}
- name: {{ $prefix }}URL
  value: {{ .url | quote }}
- name: {{ $prefix }}AUDIENCE
  value: {{ join "," .audience | quote }}
{{- if .ofThisCluster }}
- name: {{ $prefix }}JWKS_URL
  value: {{ .jwksUrl | default "https://kubernetes.default.svc/openid/v1/jwks" | quote }}
- name: {{ $prefix }}CA_FILE
  value: /etc/spidergate/cluster/ca.crt
- name: {{ $prefix }}TOKEN_FILE
  value: /etc/spidergate/cluster/token
{{- else if .jwksUrl }}
- name: {{ $prefix }}JWKS_URL
  value: {{ .jwksUrl | quote }}
{{- end }}
{{- end }}
{{- end }}

{{/* Whether gateways read keys from the API server; empty when not. */}}
{{- define "spidergate.readsTheCluster" -}}
{{- range .Values.gateway.jwtIssuers }}{{ if .ofThisCluster }}yes{{ end }}{{ end -}}
{{- end }}

{{- define "spidergate.dashboardEnvironment" -}}
{{- $dashboard := .Values.dashboard -}}
{{ include "spidergate.fromSecret" (dict "name" "SPIDERGATE_DASHBOARD_ONE_TIME_PASSWORD" "secret" $dashboard.oneTimePassword.existingSecret "key" $dashboard.oneTimePassword.key "optional" true) }}
{{- with include "spidergate.gatewayUrl" . }}
- name: SPIDERGATE_DASHBOARD_GATEWAY_URL
  value: {{ . | quote }}
{{- end }}
- name: QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING
  value: {{ or $dashboard.behindProxy (ne .Values.ingress.dashboard.host "") | quote }}
{{- end }}

{{/* Where callers reach the gateway; empty when only they know. */}}
{{- define "spidergate.gatewayUrl" -}}
{{- if .Values.dashboard.gatewayUrl -}}
{{- .Values.dashboard.gatewayUrl -}}
{{- else if .Values.ingress.gateway.host -}}
{{- printf "https://%s" .Values.ingress.gateway.host -}}
{{- end -}}
{{- end }}

{{/* Where people reach the pages; empty when only they know. */}}
{{- define "spidergate.dashboardUrl" -}}
{{- if .Values.dashboard.url -}}
{{- .Values.dashboard.url -}}
{{- else if .Values.ingress.dashboard.host -}}
{{- printf "https://%s" .Values.ingress.dashboard.host -}}
{{- end -}}
{{- end }}

{{/* A Secret is mounted where nothing can be written; a keyset of the vault's own making lies on its claim. */}}
{{- define "spidergate.keysetFolder" -}}
{{- if .Values.vault.keyset.existingSecret -}}/etc/spidergate/vault{{- else -}}/var/lib/spidergate/vault{{- end -}}
{{- end }}

{{/* The operator's own additions. What the chart sets by a value cannot be set a second time. */}}
{{- define "spidergate.additions" -}}
{{- $part := .part }}
{{- $set := dict }}
{{- range fromYamlArray (include "spidergate.environment" .) }}
{{- $_ := set $set .name true }}
{{- end }}
{{- range $name, $value := (index .root.Values $part).environment }}
{{- if hasKey $set $name }}
{{- fail (printf "%s.environment.%s: the chart sets it by another value" $part $name) }}
{{- end }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}
