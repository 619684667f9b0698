#!/usr/bin/env bash
# Starts Candela's window. Installs what is missing first, and says so. The first run builds for some minutes.
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

need_packages "${build_packages[@]}"
need_rust
need_node
if [ "$(uname -s)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  stop "there is no display to open a window on" "start it from a desktop session, or under: xvfb-run -a $0"
fi
build_ui
say "building and starting Candela"
exec cargo run --release --locked -p candela-desktop -- "$@"
