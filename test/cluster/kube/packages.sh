#!/bin/bash
# Installs what the other scripts need of Debian.
set -euo pipefail
need=()
for p in ca-certificates containerd containernetworking-plugins curl debootstrap etcd-server iproute2 iptables openssl procps runc; do
  dpkg -s $p >/dev/null 2>&1 || need+=($p)
done
[ ${#need[@]} = 0 ] && apt-cache show base-files >/dev/null 2>&1 && exit 0
apt-get update -qq
[ ${#need[@]} = 0 ] || RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "${need[@]}"
