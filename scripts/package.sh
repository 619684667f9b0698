#!/usr/bin/env bash
# Makes the packages of this system in target/release/bundle: on Linux a .deb and an .rpm with the window, the command, its manual page
# and the licences of everything in them.
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

need_packages "${build_packages[@]}"
need_rust
need_node
build_ui

say "building the command, its manual page and the list of licences"
cargo build --release --locked -p candela-cli
mkdir -p target/package
target/release/candela man > target/package/candela.1
CANDELA_LICENCES="$root/target/package/licences.txt" cargo test --quiet --locked -p candela-tests --test licences
cat LICENSE-MIT LICENSE-APACHE target/package/licences.txt > target/package/copyright

say "building the packages"
bundles=()
if [ "$(uname -s)" = Linux ]; then bundles=(--bundles deb,rpm --config src-tauri/tauri.package.json); fi
npx tauri build ${bundles[@]+"${bundles[@]}"}
