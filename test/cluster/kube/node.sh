#!/bin/bash
# PID 1 of the "machine" that up.sh makes: its own mount, network and PID namespaces. Killing it ends everything.
set -eu
export K=${K:-${XDG_CACHE_HOME:-$HOME/.cache}/bancheng/kube} S=$(cd "$(dirname "$0")" && pwd); V=$K/var; C=$V/pki; IP=172.30.0.2; N=node1
# 1. private /run and state folders (bind mounts over the defaults, seen only in here)
mount -t tmpfs tmpfs /run; mkdir -p /run/lock /run/etcd
for d in lib/containerd lib/kubelet lib/cni log; do mkdir -p $V/$d /var/$d; mount --bind $V/$d /var/$d; done
# 2. kubelet wants to write global sysctls; show it files that hold the wanted values already
for s in vm/overcommit_memory=1 vm/panic_on_oom=0 kernel/panic=10 kernel/panic_on_oops=1 kernel/keys/root_maxkeys=1000000 kernel/keys/root_maxbytes=25000000; do
  f=/run/sysctl-${s//\//-}; echo ${s#*=} > $f; mount --bind $f /proc/sys/${s%=*}; done
# 3. network: a node address and the service range stay inside this namespace; no route leads out
ip link set lo up
ip link add node0 type veth peer name node0p; ip addr add $IP/24 dev node0; ip link set node0 up; ip link set node0p up
ip route add 10.96.0.0/16 dev node0
sysctl -qw net.ipv4.ip_forward=1 net.bridge.bridge-nf-call-iptables=1
# programs that are run in here by hand find the cluster's names
printf 'nameserver 10.96.0.10\nsearch svc.cluster.local cluster.local\noptions ndots:5\n' > /run/names
R=$(readlink -m /etc/resolv.conf); mkdir -p "$(dirname "$R")"; [ -e "$R" ] || : > "$R"; mount --bind /run/names "$R"
# 4. processes; each is restarted if it ends
run() { local n=$1; shift; while :; do "$@" >> $K/log/$n.log 2>&1 || :; echo "--- $n ended, restart" >> $K/log/$n.log; sleep 1; done & }
run containerd containerd -c $V/etc/containerd.toml
run etcd etcd --data-dir /run/etcd --listen-client-urls http://127.0.0.1:2379 --advertise-client-urls http://127.0.0.1:2379 --listen-peer-urls http://127.0.0.1:2380 --initial-advertise-peer-urls http://127.0.0.1:2380 --initial-cluster default=http://127.0.0.1:2380
run apiserver $K/bin/kube-apiserver --etcd-servers=http://127.0.0.1:2379 --advertise-address=$IP --secure-port=6443 \
  --service-cluster-ip-range=10.96.0.0/16 --authorization-mode=Node,RBAC --enable-admission-plugins=NodeRestriction --allow-privileged \
  --client-ca-file=$C/ca.crt --tls-cert-file=$C/apiserver.crt --tls-private-key-file=$C/apiserver.key \
  --kubelet-client-certificate=$C/admin.crt --kubelet-client-key=$C/admin.key --kubelet-certificate-authority=$C/ca.crt --kubelet-preferred-address-types=InternalIP \
  --service-account-issuer=https://kubernetes.default.svc --service-account-key-file=$C/sa.key --service-account-signing-key-file=$C/sa.key --profiling=false
until curl -sf --cacert $C/ca.crt https://127.0.0.1:6443/readyz >/dev/null; do sleep .3; done
run kcm $K/bin/kube-controller-manager --kubeconfig=$C/kcm.conf --leader-elect=false --use-service-account-credentials --root-ca-file=$C/ca.crt \
  --service-account-private-key-file=$C/sa.key --cluster-signing-cert-file=$C/ca.crt --cluster-signing-key-file=$C/ca.key --bind-address=127.0.0.1
run scheduler $K/bin/kube-scheduler --kubeconfig=$C/scheduler.conf --leader-elect=false --bind-address=127.0.0.1
run kubelet $K/bin/kubelet --kubeconfig=$C/kubelet.conf --config=$V/etc/kubelet.yaml --hostname-override=$N --node-ip=$IP
run proxy $K/bin/kube-proxy --config=$V/etc/proxy.yaml
wait
