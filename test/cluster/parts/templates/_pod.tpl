{{/* A StatefulSet of one pod that keeps its data on the node, and its Service. Its image runs what the
     Secret of its name says. Takes (dict "name" … "port" …). */}}
{{- define "parts.stateful" -}}
apiVersion: v1
kind: Service
metadata: { name: {{ .name }} }
spec:
  selector: { app: {{ .name }} }
  ports: [{ port: {{ .port }}, targetPort: {{ .port }} }]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: {{ .name }} }
spec:
  serviceName: {{ .name }}
  selector: { matchLabels: { app: {{ .name }} } }
  template:
    metadata: { labels: { app: {{ .name }} } }
    spec:
      automountServiceAccountToken: false
      enableServiceLinks: false
      terminationGracePeriodSeconds: 30
      initContainers:
        - name: own-data
          image: localhost/base:1
          imagePullPolicy: Never
          command: [chown, '65532:65532', /data]
          volumeMounts: [{ name: data, mountPath: /data }]
      containers:
        - name: {{ .name }}
          image: localhost/{{ .name }}:1
          imagePullPolicy: Never
          securityContext: { runAsUser: 65532, runAsGroup: 65532 }
          volumeMounts:
            - { name: data, mountPath: /data }
            - { name: config, mountPath: /config, readOnly: true }
          readinessProbe:
            periodSeconds: 1
            tcpSocket: { port: {{ .port }} }
      volumes:
        - name: data
          hostPath: { path: /var/lib/kubelet/parts/{{ .name }}, type: DirectoryOrCreate }
        - name: config
          secret: { secretName: {{ .name }} }
{{- end }}
