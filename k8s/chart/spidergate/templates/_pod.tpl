{{/* The pod of a service: `root`, `part`. Every pod of the suite is made here, so that all keep the same laws. */}}
{{- define "spidergate.pod" -}}
{{- $root := .root }}
{{- $part := .part }}
{{- $values := index $root.Values $part }}
{{- $pods := $root.Values.pods }}
{{- $facts := index (fromYaml (include "spidergate.parts" $root)) $part -}}
metadata:
  labels:
    {{- with $pods.labels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- include "spidergate.labels" $root | nindent 4 }}
    app.kubernetes.io/component: {{ $part }}
  annotations:
    kubectl.kubernetes.io/default-container: {{ $facts.service }}
    {{- if eq $root.Values.metrics.discovery "annotations" }}
    prometheus.io/scrape: "true"
    prometheus.io/port: {{ include "spidergate.managementPort" $facts | quote }}
    prometheus.io/path: /q/metrics
    {{- end }}
    {{- with $pods.annotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "spidergate.serviceAccount" $root }}
  automountServiceAccountToken: false
  # Kubernetes would add SPIDERGATE_…_PORT for each Service; an unknown key under that prefix stops a start.
  enableServiceLinks: false
  # preStop (5) and drain, then the journal's last flush (5) and room to spare.
  terminationGracePeriodSeconds: {{ add $values.drainSeconds 25 }}
  {{- with $root.Values.image.pullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
  {{- with $pods.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- with $pods.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $pods.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    runAsNonRoot: true
    {{- with $pods.runAsUser }}
    runAsUser: {{ int . }}
    runAsGroup: {{ int . }}
    fsGroup: {{ int . }}
    {{- end }}
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile:
      type: RuntimeDefault
  topologySpreadConstraints:
    {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
    - topologyKey: {{ . }}
      maxSkew: 1
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "spidergate.selector" $root | nindent 10 }}
          app.kubernetes.io/component: {{ $part }}
    {{- end }}
  containers:
    - name: {{ $facts.service }}
      image: {{ include "spidergate.image" (dict "root" $root "service" $facts.service) | quote }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop: [ALL]
      ports:
        - name: http
          containerPort: {{ $facts.port }}
        - name: management
          containerPort: {{ include "spidergate.managementPort" $facts }}
      env:
        {{- include "spidergate.environment" . | trim | nindent 8 }}
        {{- with include "spidergate.additions" . | trim }}
        {{- . | nindent 8 }}
        {{- end }}
      startupProbe:
        httpGet: {path: /q/health/started, port: management}
        periodSeconds: 2
        timeoutSeconds: 3
        failureThreshold: 90
      livenessProbe:
        httpGet: {path: /q/health/live, port: management}
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 3
      readinessProbe:
        httpGet: {path: /q/health/ready, port: management}
        periodSeconds: 5
        timeoutSeconds: 5
        failureThreshold: 2
      lifecycle:
        # Until every node has heard that this pod takes no more connections.
        preStop:
          sleep:
            seconds: 5
      resources:
        {{- toYaml $values.resources | nindent 8 }}
      volumeMounts:
        - {name: tmp, mountPath: /tmp}
        - {name: identity, mountPath: /etc/spidergate/identity, readOnly: true}
        {{- if eq $part "gateway" }}
        - {name: data, mountPath: /var/lib/spidergate}
        {{- if include "spidergate.readsTheCluster" $root }}
        - {name: cluster, mountPath: /etc/spidergate/cluster, readOnly: true}
        {{- end }}
        {{- else if eq $part "vault" }}
        - name: keyset
          mountPath: {{ include "spidergate.keysetFolder" $root }}
          {{- if $values.keyset.existingSecret }}
          readOnly: true
          {{- end }}
        {{- range $at, $secret := $values.references.mount }}
        - {name: reference-{{ $at }}, mountPath: /etc/spidergate/references/{{ $secret }}, readOnly: true}
        {{- end }}
        {{- else if and (eq $part "billing") $values.webhooks.keyset.existingSecret }}
        - {name: webhook-keyset, mountPath: /etc/spidergate/billing, readOnly: true}
        {{- else if and (eq $part "router") $values.catalogue.existingConfigMap }}
        - {name: catalogue, mountPath: /etc/spidergate/catalogue, readOnly: true}
        {{- end }}
  volumes:
    - name: tmp
      emptyDir:
        sizeLimit: 256Mi
    - name: identity
      projected:
        defaultMode: 0440
        sources:
          - secret:
              name: {{ $values.identity.existingSecret }}
              items:
                - {key: {{ $values.identity.key }}, path: private.jwk}
          - secret:
              name: {{ $root.Values.identity.trustedKeys.existingSecret }}
              items:
                - {key: {{ $root.Values.identity.trustedKeys.key }}, path: trusted.jwks}
    {{- if and (eq $part "gateway") (include "spidergate.readsTheCluster" $root) }}
    # To read the keys of service accounts, which every account may; nothing else is bound to this one.
    - name: cluster
      projected:
        defaultMode: 0440
        sources:
          - serviceAccountToken:
              path: token
              expirationSeconds: 3600
          - configMap:
              name: kube-root-ca.crt
              items:
                - {key: ca.crt, path: ca.crt}
    {{- else if eq $part "vault" }}
    - name: keyset
      {{- if $values.keyset.existingSecret }}
      secret:
        secretName: {{ $values.keyset.existingSecret }}
        defaultMode: 0440
        items:
          - {key: {{ $values.keyset.key }}, path: keyset.json}
      {{- else }}
      persistentVolumeClaim:
        claimName: {{ include "spidergate.fullname" $root }}-vault-keyset
      {{- end }}
    {{- range $at, $secret := $values.references.mount }}
    - name: reference-{{ $at }}
      secret:
        secretName: {{ $secret }}
        defaultMode: 0440
        # The vault runs without it; what it refers to is absent then.
        optional: true
    {{- end }}
    {{- else if and (eq $part "billing") $values.webhooks.keyset.existingSecret }}
    - name: webhook-keyset
      secret:
        secretName: {{ $values.webhooks.keyset.existingSecret }}
        defaultMode: 0440
        items:
          - {key: {{ $values.webhooks.keyset.key }}, path: keyset.json}
    {{- else if and (eq $part "router") $values.catalogue.existingConfigMap }}
    - name: catalogue
      configMap:
        name: {{ $values.catalogue.existingConfigMap }}
        items:
          {{- range $values.catalogue.providers }}
          - {key: {{ . }}.yaml, path: providers/{{ . }}.yaml}
          {{- end }}
          {{- if $values.catalogue.aliases }}
          - {key: aliases.yaml, path: aliases.yaml}
          {{- end }}
    {{- end }}
{{- end }}
