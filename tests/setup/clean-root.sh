#!/bin/bash
# Try ./inv on a system where nothing was installed before but Python: a fresh Debian or Ubuntu in a folder of its own.
#
#   clean-root.sh make SUITE ROOT            make ROOT from SUITE (bookworm, trixie, noble…), with the working tree in /home/author/samizdat;
#                                            the bare system stays in ROOT.pristine and is used again the next time
#   clean-root.sh enter ROOT COMMAND…        run COMMAND in that folder, as root;  AS=author: as a person without rights;
#                                            OFFLINE=1: with the network cut
#
# Needs root, debootstrap and util-linux. The mirror is $MIRROR, or else the one this machine's apt uses, or else debootstrap's own;
# $DEBOOTSTRAP_OPTIONS goes to debootstrap (a Debian without Ubuntu's keys needs --keyring or --no-check-gpg to make an Ubuntu).
set -euo pipefail

make_root() {
    local suite=$1 root=$2 origin=Debian tree script=() options
    read -ra options <<<"${DEBOOTSTRAP_OPTIONS-}"
    tree=$(cd "$(dirname "$0")/../.." && pwd)
    case $suite in
        bookworm | trixie) ;;
        # An older debootstrap does not know the newest Ubuntu by name; all of them are made alike.
        *) origin=Ubuntu script=(gutsy) ;;
    esac
    if [ ! -d "$root.pristine" ]; then
        debootstrap --variant=minbase --include=python3,ca-certificates "${options[@]}" --components=main${script:+,universe} \
            "$suite" "$root.part" "${MIRROR:-$(mirror "$origin")}" "${script[@]}"
        mv "$root.part" "$root.pristine"
    fi
    rm -rf "$root"
    cp -a "$root.pristine" "$root"
    cp -L /etc/resolv.conf "$root/etc/resolv.conf"
    # The machine may sit behind a gateway with a certificate of its own.
    cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
    chroot "$root" useradd --create-home --uid 1234 author
    mkdir "$root/home/author/samizdat"
    tar -C "$tree" --exclude=./.venv --exclude=./.cache --exclude='__pycache__' --exclude='.*_cache' -cf - . | tar -C "$root/home/author/samizdat" -xf -
    chroot "$root" chown -R author: /home/author
}

mirror() {
    # shellcheck disable=SC2016  # the dollar is for apt
    apt-get indextargets --format '$(REPO_URI)' "Origin: $1" "Created-By: Packages" | head -n 1
}

enter_root() {
    local root=$1 namespaces=(--mount --pid --fork --kill-child) name settings=()
    shift
    [ -z "${OFFLINE-}" ] || namespaces+=(--net)
    for name in $(compgen -e | grep -E '^(SSL_CERT_(FILE|DIR)|PIP_.*|UV_.*|SAMIZDAT_.*|CI|.*_(proxy|PROXY))$'); do
        settings+=("$name=${!name}")
    done
    # A mount namespace takes its mounts along when it ends, so nothing is ever left mounted under the root.
    # shellcheck disable=SC2016  # the dollars are for the inner shell
    ROOT=$root exec unshare "${namespaces[@]}" bash -euc '
        mount --rbind /dev "$ROOT/dev"
        mount -t proc proc "$ROOT/proc"
        exec chroot --userspec="$0" "$ROOT" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb LANG=C.UTF-8 "$@"
    ' "${AS:-root}" HOME="$([ "${AS:-root}" = root ] && echo /root || echo "/home/${AS-}")" "${settings[@]}" \
        sh -c 'cd /home/author/samizdat && "$@"' sh "$@"
}

case ${1-} in
    make) make_root "$2" "$3" ;;
    enter) enter_root "${@:2}" ;;
    *) sed -n '2,/^set/{/^#/p}' "$0" >&2; exit 2 ;;
esac
