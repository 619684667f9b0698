#!/bin/sh
# Gives fuzz targets so many executions each: all of them, or those that are named. Needs `cargo install cargo-fuzz --locked`.
# What is found lies in fuzz/artifacts; inputs that reached something new in fuzz/corpus, neither of them in the repository.
set -eu
cd "$(dirname "$0")/../fuzz"
runs=${1:?how many executions of each target}
shift
[ $# -gt 0 ] || set -- $(sed -n 's/^name = "\([a-z_]*\)"$/\1/p' Cargo.toml)
fixtures=../crates/extract/tests/fixtures
for target in "$@"; do
    mkdir -p "corpus/$target"
    # A target puts the first bytes itself where every execution must reach its reader; the rest of a whole file is a start.
    case $target in
        pdf) cut=10 ending=pdf ;;
        doc) cut=9 ending=doc ;;
        rtf) cut=1 ending=rtf ;;
        html) cut=1 ending=html ;;
        archive) cut=5 ending=docx ;;
        *) cut= ending= ;;
    esac
    if [ -n "$ending" ]; then
        for file in "$fixtures"/*."$ending"; do
            tail -c "+$cut" "$file" > "corpus/$target/$(basename "$file")"
        done
    fi
    longest=2000
    [ "$target" != query ] || longest=12000
    case $target in pdf | doc | outlook | archive) longest=60000 ;; esac
    echo "== $target"
    RUSTC_BOOTSTRAP=1 cargo fuzz run "$target" -s none -- -runs="$runs" -max_len="$longest" -timeout=10 -print_final_stats=1
done
