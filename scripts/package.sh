#!/usr/bin/env bash
# Makes the packages of this system in target/release/bundle: on Linux a .deb and an .rpm with the window, the command, its manual page
# and the licences of everything in them. `CANDELA_BUNDLES=deb,rpm,appimage` makes others; docs/releases.md tells of updates.
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

need_packages "${build_packages[@]}"
need_rust
need_node
build_ui

say "collecting the licences"
mkdir -p target/package
CANDELA_LICENCES="$root/target/package/licences.txt" cargo test --quiet --locked -p candela-tests --test licences
cat LICENSE-MIT LICENSE-APACHE target/package/licences.txt > target/package/copyright

target=$(cargo metadata --format-version 1 --no-deps --locked | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
bundles=()
config=(--config src-tauri/tauri.licences.json)
updater=()
if [ "$(uname -s)" = Linux ]; then
  bundles=(--bundles "${CANDELA_BUNDLES:-deb,rpm}")
  config=(--config src-tauri/tauri.package.json)
fi
if [ -n "${CANDELA_UPDATE_KEY:-}" ]; then
  say "building with an updater that asks ${CANDELA_UPDATE_ADDRESS:?the address of latest.json, see docs/releases.md}"
  : "${TAURI_SIGNING_PRIVATE_KEY:?the key that signs, see docs/releases.md}"
  updater=(--features updater)
  config+=(--config "{\"bundle\":{\"createUpdaterArtifacts\":true},\"plugins\":{\"updater\":{\"endpoints\":[\"$CANDELA_UPDATE_ADDRESS\"],\"pubkey\":\"$CANDELA_UPDATE_KEY\"}}}")
fi

# What is made once for many is made as small as it gets, however long that takes.
export CARGO_PROFILE_RELEASE_LTO=fat CARGO_PROFILE_RELEASE_CODEGEN_UNITS=1

say "building the window and the command, which are one program"
npx tauri build --no-bundle ${updater[@]+"${updater[@]}"} ${config[@]+"${config[@]}"}

# Tauri keeps the symbols, which are a tenth of the program.
if [ "$(uname -s)" = Linux ]; then strip "$target/release/candela-desktop"; fi

say "building the packages"
"$target/release/candela-desktop" command man > target/package/candela.1
npx tauri bundle ${bundles[@]+"${bundles[@]}"} ${updater[@]+"${updater[@]}"} ${config[@]+"${config[@]}"}

# Tauri packs a .deb with gzip (21.0 MB); with xz it is 14.4 MB. What was signed is signed again.
for package in "$target"/release/bundle/deb/*.deb; do
  [ -f "$package" ] || continue
  unpacked=$(mktemp -d)
  dpkg-deb --raw-extract "$package" "$unpacked"
  chmod 755 "$unpacked" # it is the root in the package, and was made for its owner alone
  dpkg-deb --root-owner-group -Zxz -z9 --build "$unpacked" "$package" >/dev/null
  rm -rf "$unpacked"
  if [ -f "$package.sig" ]; then npx tauri signer sign "$package" >/dev/null; fi
done
find "$target/release/bundle" -type f \( -name '*.deb' -o -name '*.rpm' -o -name '*.AppImage' -o -name '*.dmg' \) -exec ls -l {} +
