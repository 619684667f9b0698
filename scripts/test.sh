#!/usr/bin/env bash
# Runs every check and every test: formatting, lints, Rust, the window's code, and the real window under Xvfb.
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

need_packages "${build_packages[@]}" "${window_test_packages[@]}" "${server_test_packages[@]}" "${keychain_test_packages[@]}" "${ocr_test_packages[@]}"
need_rust
need_node
build_ui

say "checking format, lints and documentation"
cargo fmt --all --check
cargo clippy --workspace --all-targets --locked --quiet ${features[@]+"${features[@]}"} -- -D warnings
RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --locked --quiet ${features[@]+"${features[@]}"}

say "testing the window's code"
npm run --silent check
npm test --silent

say "testing the Rust code and the real window"
cargo build --workspace --bins --locked --quiet ${features[@]+"${features[@]}"}
cargo test --workspace --locked ${features[@]+"${features[@]}"}

if [ -z "${CANDELA_TEST_ENGINE_URL:-}" ]; then
  say "NOT RUN: the tests against a live search engine, since CANDELA_TEST_ENGINE_URL names none (docs/engine.md)"
fi
