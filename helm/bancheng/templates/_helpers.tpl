{{/* Prefix of every object's name: short enough that the longest component still fits Kubernetes' 63 characters. */}}
{{- define "bancheng.prefix" -}}
{{- .Release.Name | trunc 47 | trimSuffix "-" -}}
{{- end }}

{{/* The enabled services as one map: what each is (files/services.yaml) with what the operator chose (values). */}}
{{- define "bancheng.services" -}}
{{- $choices := .Values.services -}}
{{- $services := dict -}}
{{- range $name, $facts := .Files.Get "files/services.yaml" | fromYaml -}}
{{- $choice := get $choices $name -}}
{{- if $choice.enabled -}}
{{- $_ := set $services $name (merge (dict) $facts $choice) -}}
{{- end -}}
{{- end -}}
{{- toYaml $services -}}
{{- end }}

{{/* Selectors never change between versions: a Deployment refuses another one. Takes (dict "root" $ "component" name). */}}
{{- define "bancheng.selector" -}}
app.kubernetes.io/name: bancheng
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "bancheng.labels" -}}
{{ include "bancheng.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{/* repository[:tag][@digest] of an image; one that says neither has the tag of all. Takes (dict "image" image "all" .Values.image). */}}
{{- define "bancheng.image" -}}
{{- $own := or .image.tag .image.digest -}}
{{ .image.repository }}{{ with $own | empty | ternary .all.tag .image.tag }}:{{ . }}{{ end }}{{ with .image.digest }}@{{ . }}{{ end }}
{{- end }}

{{/* One environment variable from the key of the same name. Takes (dict "secret" name "key" key). */}}
{{- define "bancheng.secretEnv" -}}
- name: {{ .key }}
  valueFrom:
    secretKeyRef:
      name: {{ .secret }}
      key: {{ .key }}
{{- end }}

{{/* What every program is told. Takes .Values. */}}
{{- define "bancheng.commonEnv" -}}
- name: NODE_ENV
  value: production
- name: LOG_LEVEL
  value: {{ .logLevel }}
{{- if .trustedCertificates.existingConfigMap }}
- name: NODE_EXTRA_CA_CERTS
  value: /etc/bancheng/certificates/ca.crt
{{- end }}
{{- end }}

{{- define "bancheng.temporalEnv" -}}
- name: TEMPORAL_ADDRESS
  value: {{ .address | quote }}
- name: TEMPORAL_NAMESPACE
  value: {{ .namespace | quote }}
- name: TEMPORAL_TLS
  value: {{ .tls | quote }}
{{- if .certificates.existingSecret }}
- name: TEMPORAL_TLS_FOLDER
  value: /etc/bancheng/temporal
{{- end }}
{{- with .apiKey.existingSecret }}
{{ include "bancheng.secretEnv" (dict "secret" . "key" "TEMPORAL_API_KEY") }}
{{- end }}
{{- end }}

{{- define "bancheng.kafkaEnv" -}}
- name: KAFKA_BROKERS
  value: {{ join "," .brokers | quote }}
- name: KAFKA_TLS
  value: {{ .tls | quote }}
{{- with .sasl }}
{{- if .existingSecret }}
- name: KAFKA_SASL_MECHANISM
  value: {{ .mechanism }}
{{ include "bancheng.secretEnv" (dict "secret" .existingSecret "key" "KAFKA_SASL_USERNAME") }}
{{ include "bancheng.secretEnv" (dict "secret" .existingSecret "key" "KAFKA_SASL_PASSWORD") }}
{{- end }}
{{- end }}
{{- end }}

{{- define "bancheng.noticesEnv" -}}
- name: NOTICE_CITIZEN_CHANNEL
  value: {{ .citizenChannel }}
{{- with .gatewaySubjects }}
- name: NOTICE_GATEWAY_SUBJECTS
  value: {{ join "," . | quote }}
{{- end }}
{{- if .smtp.existingSecret }}
- name: NOTICE_FROM
  value: {{ .smtp.from | quote }}
{{ include "bancheng.secretEnv" (dict "secret" .smtp.existingSecret "key" "SMTP_URL") }}
{{- end }}
{{- end }}

{{/* Everything one service is told: what all of them need, then only its own secrets. Takes (dict "values" .Values "service" merged). */}}
{{- define "bancheng.serviceEnv" -}}
{{- with .values -}}
{{ include "bancheng.commonEnv" . }}
- name: PORT
  value: {{ $.service.port | quote }}
{{ include "bancheng.temporalEnv" .temporal }}
- name: OIDC_ISSUER
  value: {{ .oidc.issuer | quote }}
- name: OIDC_AUDIENCE
  value: {{ .oidc.audience | quote }}
{{- range $claim, $name := .oidc.claims }}
- name: OIDC_CLAIM_{{ upper $claim }}
  value: {{ $name | quote }}
{{- end }}
{{- if and $.service.paths .trustProxy }}
- name: TRUST_PROXY
  value: {{ .trustProxy | quote }}
{{- end }}
{{- $secret := .database.existingSecret }}
{{- range $.service.databaseUrls }}
{{ include "bancheng.secretEnv" (dict "secret" $secret "key" .) }}
{{- end }}
{{- if $.service.queryCodes }}
{{ include "bancheng.secretEnv" (dict "secret" .queryCode.existingSecret "key" "QUERY_CODE_SECRET") }}
{{- end }}
{{- if $.service.kafka }}
{{ include "bancheng.kafkaEnv" .kafka }}
{{- end }}
{{- if $.service.supervision }}
- name: SUPERVISION_REPORT_CRON
  value: {{ .supervisionReport.cron | quote }}
{{- end }}
{{- if $.service.notices }}
{{ include "bancheng.noticesEnv" .notices }}
{{- end }}
{{- end }}
{{- end }}

{{/* Pod settings shared by the services and the Jobs. No pod talks to the Kubernetes API; service links would
     leak neighbours' addresses into the environment. Takes (dict "root" $ "temporal" whether the pod speaks to Temporal). */}}
{{- define "bancheng.podDefaults" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  seccompProfile:
    type: RuntimeDefault
volumes:
  - name: tmp
    emptyDir:
      sizeLimit: 64Mi
  {{- with .root.Values.trustedCertificates.existingConfigMap }}
  - name: certificates
    configMap:
      name: {{ . }}
  {{- end }}
  {{- if .temporal }}
  {{- with .root.Values.temporal.certificates.existingSecret }}
  - name: temporal
    secret:
      secretName: {{ . }}
      defaultMode: 0444
  {{- end }}
  {{- end }}
{{- end }}

{{/* Takes the same as the pod's settings. */}}
{{- define "bancheng.containerDefaults" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
volumeMounts:
  - name: tmp
    mountPath: /tmp
  {{- if .root.Values.trustedCertificates.existingConfigMap }}
  - name: certificates
    mountPath: /etc/bancheng/certificates
    readOnly: true
  {{- end }}
  {{- if and .temporal .root.Values.temporal.certificates.existingSecret }}
  - name: temporal
    mountPath: /etc/bancheng/temporal
    readOnly: true
  {{- end }}
{{- end }}

{{/* Egress rules to what is reached, by its names under networkPolicy.allowTo. Takes (dict "values" .Values "reached" names). */}}
{{- define "bancheng.egress" -}}
{{- $named := include "bancheng.namedPorts" .values | fromYaml -}}
{{- range $name := .reached }}
{{- with index $.values.networkPolicy.allowTo $name }}
- ports:
    {{- range concat (get $named $name | default list) .ports | uniq }}
    - port: {{ . }}
    {{- if eq $name "dns" }}
    - port: {{ . }}
      protocol: UDP
    {{- end }}
    {{- end }}
  {{- with .to }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* The ports that the addresses of the parts name. Takes .Values. */}}
{{- define "bancheng.namedPorts" -}}
temporal: [{{ splitList ":" .temporal.address | last }}]
kafka: [{{ range $i, $broker := .kafka.brokers }}{{ if $i }}, {{ end }}{{ splitList ":" $broker | last }}{{ end }}]
oidc: [{{ regexFind "^[^:]+:[0-9]+$" (urlParse .oidc.issuer).host | splitList ":" | last | default "443" }}]
{{- end }}
