#!/usr/bin/env bash
# Installs the .deb that scripts/package.sh made in a fresh Debian root, uses it there, and takes it away again: the command, the window
# on a display without a screen, and a pool that stays. The .rpm is looked through, unpacked in the place of the .deb, and started.
# Needs root and the network, for Debian's packages; `package_test.sh FOLDER` takes the packages from there instead of target/release/bundle.
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

[ "$(uname -s)" = Linux ] && [ "$(id -u)" -eq 0 ] || stop "a Debian root can be made by root on Linux only"
need_packages debootstrap rpm rpm2cpio cpio

bundle=$(cd "${1:-target/release/bundle}" && pwd)
deb=$(find "$bundle" -name '*.deb' | head -n 1)
rpm=$(find "$bundle" -name '*.rpm' | head -n 1)
[ -n "$deb" ] && [ -n "$rpm" ] || stop "no .deb and .rpm are in $bundle" "run scripts/package.sh first"
most_bytes=$((15 * 1000 * 1000))
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
pictures=tests/artefacts
mkdir -p "$pictures"

work=$(mktemp -d)
debian=$work/debian
# What is mounted for the root is mounted in a namespace of its own and gone with it. What is mounted here all the same is not removed through.
clean() {
  if grep -q " $work/" /proc/mounts; then
    echo "something is still mounted in $work, which stays" >&2
  else
    rm -rf --one-file-system "$work"
  fi
}
trap clean EXIT

expect() { # LABEL PATTERN TEXT
  grep -Eq -- "$2" <<<"$3" || stop "$1: expected $2" "$(tail -n 5 <<<"$3")"
  echo "ok  $1"
}

# Runs a command in the fresh Debian as Anna's, with nothing of this machine but its network and its kernel. The shell stays its first
# process: a display tells its parent that it is there only where that is not the first.
inside() {
  unshare --mount --pid --fork --propagation private sh -c '
    mount -t proc proc "$0/proc" && mount -t tmpfs tmpfs "$0/dev/shm" && chroot "$0" /usr/bin/env -i HOME=/home/anna \
      PATH=/usr/bin:/bin:/usr/sbin:/sbin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
    exit $?' "$debian" "$@"
}

# Starts the window over Anna's pool, waits until it is there, keeps a picture and sees that it goes on.
window_opens() { # NAME
  inside bash -c 'cd /tmp && rm -f window.* Xvfb_screen0
    export WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1 CANDELA_KEYCHAIN=off
    xvfb-run -a -s "-screen 0 1360x860x24 -fbdir /tmp" dbus-run-session -- bash -c "candela-desktop >window.log 2>&1 & window=\$!
      for second in \$(seq 60); do
        if xdotool search --onlyvisible --name Candela >window.id 2>/dev/null; then break; fi
        sleep 1
      done
      sleep 8
      cp Xvfb_screen0 window.xwd
      kill -0 \$window && echo it runs; kill \$window"' >"$work/window.log" 2>&1 || true
  expect "$1: the window is there" '^[0-9]+' "$(cat "$debian/tmp/window.id" 2>/dev/null)"
  expect "$1: and stays" 'it runs' "$(cat "$work/window.log")"
  if command -v convert >/dev/null; then convert "xwd:$debian/tmp/window.xwd" "$pictures/package-$1.png"; fi
}

say "sizes"
for package in "$deb" "$rpm"; do
  size=$(stat -c %s "$package")
  printf '%s: %.1f MB\n' "$(basename "$package")" "$(awk "BEGIN {print $size / 1000000}")"
  [ "$size" -lt "$most_bytes" ] || stop "$(basename "$package") has $size bytes, and may have $most_bytes"
done

say "making a fresh Debian"
debootstrap --variant=minbase --include=ca-certificates,xvfb,xauth,xdotool,dbus,fonts-dejavu-core bookworm "$debian" "$mirror" >"$work/debootstrap.log" ||
  stop "debootstrap failed" "$(tail -n 5 "$work/debootstrap.log")"
# No service is started in it.
printf '#!/bin/sh\nexit 101\n' >"$debian/usr/sbin/policy-rc.d" && chmod +x "$debian/usr/sbin/policy-rc.d"
cp "$deb" "$debian/tmp/candela.deb"
inside useradd --create-home anna
mkdir -p "$debian/home/anna/resumes"
for name in alex-lindgren.pdf kiran-deshpande.md toni-groessmann.txt jordan-whitlock.docx; do
  cp "samples/resumes/$name" "$debian/home/anna/resumes/"
done

say "installing"
inside apt-get install -y -qq --no-install-recommends /tmp/candela.deb >"$work/apt.log" 2>&1 || stop "it does not install" "$(tail -n 5 "$work/apt.log")"
files=$(inside dpkg -L candela)
for file in /usr/bin/candela /usr/bin/candela-desktop /usr/share/man/man1/candela.1 /usr/share/doc/candela/copyright 'applications/.*\.desktop' 'icons/hicolor/128x128/apps/.*\.png'; do
  expect "the package has $file" "$file" "$files"
done
desktop=$(cat "$debian"/usr/share/applications/*andela*.desktop)
expect "the desktop file offers it for résumés" '^MimeType=.*application/pdf' "$desktop"
expect "and hands them to the window" '^Exec=env .*candela-desktop.*%F' "$desktop"
expect "the manual has its name" 'candela' "$(head -n 20 "$debian/usr/share/man/man1/candela.1")"
for words in 'ZETETIC LLC' 'OpenSSL Project Authors' 'MIT License' 'Apache License'; do
  expect "the licences hold: $words" "$words" "$(cat "$debian/usr/share/doc/candela/copyright")"
done
expect "every library is found" '^none missing$' "$(inside sh -c 'ldd /usr/bin/candela-desktop | grep "not found" || echo none missing')"

say "using the command"
doctor=$(inside candela doctor) || stop "doctor finds a fault" "$doctor"
expect "doctor starts a reader" 'reader +starts and reads' "$doctor"
expect "files are read" 'Django' "$(inside candela read /home/anna/resumes/alex-lindgren.pdf)"
inside candela import /home/anna/resumes >/dev/null
expect "imported" 'Lindgren' "$(inside candela list)"
expect "and found" '"id"' "$(inside candela search python --json)"
pool=$(inside candela doctor | sed -n 's/^ok *pool *//p')

say "starting the window"
window_opens deb

say "taking it away"
removed=$(inside apt-get purge -y candela 2>&1)
[ ! -e "$debian/usr/bin/candela" ] && [ ! -e "$debian/usr/bin/candela-desktop" ] || stop "it is not wholly gone"
expect "it says that the pool stays, and where" "$pool" "$removed"
[ -f "$debian$pool/pool.sqlite" ] || stop "the pool is gone from $pool"
echo "ok  the pool stays in $pool"

say "the .rpm, looked through and unpacked in its place"
expect "its libraries are asked for" 'libcrypto.so.3' "$(rpm -qp --requires "$rpm" 2>/dev/null)"
expect "and the web view" 'webkit2gtk4.1|libwebkit2gtk-4.1' "$(rpm -qp --requires "$rpm" 2>/dev/null)"
files=$(rpm -qpl "$rpm" 2>/dev/null)
for file in /usr/bin/candela /usr/bin/candela-desktop /usr/share/man/man1/candela.1 /usr/share/doc/candela/copyright; do
  expect "the .rpm has $file" "$file" "$files"
done
expect "it tells where pools stay" 'Pools of candidates stay' "$(rpm -qp --scripts "$rpm" 2>/dev/null)"
expect "its content is whole" 'Payload SHA256 digest: OK' "$(rpm -Kv "$rpm" 2>/dev/null || true)"
# Debian's rpm2cpio says 1 after the whole content of a package that rpm did not make itself; what came out is used below.
rpm2cpio "$rpm" >"$work/rpm.cpio" || [ -s "$work/rpm.cpio" ]
(cd "$debian" && cpio -idm --quiet <"$work/rpm.cpio")
expect "its command opens the pool" 'Lindgren' "$(inside candela list)"
window_opens rpm
