#!/usr/bin/env bash
# Reads the measured résumés and the hostile files, where `../shared` is beside the project, and prints the
# scorers' tables. Fails when a figure falls below what the project promises.
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

shared=$root/../shared
if [ ! -d "$shared/corpus" ]; then
  say "NOT MEASURED: $shared/corpus is not there, so the reading of real layouts was not scored"
  exit 0
fi
need_packages "${build_packages[@]}" python3
need_rust

# Whole-program optimisation is for releases; the figures of reading do not need it.
export CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16
say "building the command"
cargo build --release --locked --quiet -p candela-cli
candela=$root/target/release/candela
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say "reading the measured résumés"
"$candela" read "$shared/corpus/dev" --json --as-of 2026-11-15 >"$work/dev.jsonl"
python3 "$shared/corpus/score/score.py" --truth "$shared/corpus/dev/truth.jsonl" --got "$work/dev.jsonl" \
  --list-errors 5 --json "$work/dev.json"
python3 scripts/floors.py "$work/dev.json"

say "reading the hostile files"
"$candela" read "$shared/hostile/files" --json >"$work/hostile.jsonl"
python3 "$shared/corpus/score/score.py" --truth "$shared/hostile/truth.jsonl" --got "$work/hostile.jsonl"

say "importing the measured résumés into a pool"
"$candela" import "$shared/corpus/dev" --pool "$work/pool" --as-of 2026-11-15
"$candela" search 'django postgres' --pool "$work/pool" --limit 5
