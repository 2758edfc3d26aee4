#!/bin/bash
# Makes images without an image registry or engine, as docker-archive tars in $K/images, and loads them if the node is up.
#   image.sh pause | base | dns              the images used here
#   image.sh make NAME:TAG CONFIG-JSON LAYER...   any other: a layer is a folder or a tar
set -euo pipefail
export K=${K:-${XDG_CACHE_HOME:-$HOME/.cache}/bancheng/kube} S=$(cd "$(dirname "$0")" && pwd); W=$K/build; mkdir -p $W $K/images
layer() { # folder or tar -> a tar in the current folder; prints its name
  local f; f=$(mktemp -p .); if [ -d "$1" ]; then tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C "$1" -cf $f .; else cp --reflink=auto "$1" $f; fi
  local h; h=$(sha256sum $f | cut -c1-64); mv $f $h.tar; echo $h; }
make() { # name:tag config-json layer...
  local name=$1 conf=$2 ids=() tars=() h d; shift 2; d=$(mktemp -d -p $W); cd $d
  for l; do h=$(layer "$l"); ids+=("\"sha256:$h\""); tars+=("\"$h.tar\""); done
  local IFS=,
  printf '{"architecture":"amd64","os":"linux","created":"1970-01-01T00:00:00Z","config":%s,"rootfs":{"type":"layers","diff_ids":[%s]}}' "$conf" "${ids[*]}" > config.json
  printf '[{"Config":"config.json","RepoTags":["%s"],"Layers":[%s]}]' "$name" "${tars[*]}" > manifest.json
  local out=${name##*/}; out=$K/images/${out%:1}.tar; out=${out//:/-}; tar -cf $out.new manifest.json config.json *.tar; mv $out.new $out; cd $W; rm -rf $d
  echo "$out $(du -h $out | cut -f1)"
  if [ -e $K/var/node.pid ]; then $K/in ctr -n k8s.io images import $out >/dev/null; echo loaded $name; fi; }
case $1 in
make) shift; make "$@" ;;
pause)
  rm -rf $W/pause; mkdir -p $W/pause
  printf 'package main\nimport ("os";"os/signal";"syscall")\nfunc main(){c:=make(chan os.Signal,1);signal.Notify(c,syscall.SIGINT,syscall.SIGTERM);<-c;os.Exit(0)}\n' > $W/pause.go
  CGO_ENABLED=0 go build -ldflags '-s -w' -o $W/pause/pause $W/pause.go
  make localhost/pause:1 '{"Entrypoint":["/pause"],"User":"65535:65535"}' $W/pause ;;
base) # Debian minbase by debootstrap, as one layer tar
  [ -f $W/base.tar ] || { rm -rf $W/base; debootstrap --variant=minbase bookworm $W/base "$(apt-get indextargets --format '$(REPO_URI)' 'Codename: bookworm' | head -n 1)" >/dev/null
    tar --sort=name --numeric-owner --one-file-system -C $W/base --exclude='./dev/*' --exclude='./proc/*' --exclude='./sys/*' --exclude='./var/cache/apt/*' --exclude='./var/lib/apt/lists/*' -cf $W/base.tar .; rm -rf $W/base; }
  make localhost/base:1 '{"Cmd":["/bin/bash"],"Env":["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"]}' $W/base.tar ;;
dns) rm -rf $W/dns; mkdir -p $W/dns; cp $K/bin/coredns $W/dns/; make localhost/coredns:1 '{"Entrypoint":["/coredns"]}' $W/dns ;;
esac
