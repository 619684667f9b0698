#!/usr/bin/env bash
# Runs every check and every test: formatting, lints, Rust, the window's code, and the real window under Xvfb.
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

need_packages "${build_packages[@]}" "${window_test_packages[@]}"
need_rust
need_node
build_ui

say "checking format, lints and documentation"
cargo fmt --all --check
cargo clippy --workspace --all-targets --locked --quiet -- -D warnings
RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --locked --quiet

say "testing the window's code"
npm run --silent check
npm test --silent

say "testing the Rust code"
cargo test --workspace --locked

say "testing the real window"
cargo build --locked -p candela-desktop
xvfb-run -a cargo test --locked -p candela-tests --features window --test window -- --nocapture
