"""Writes the sample pool: one résumé file for each invented candidate in people/.

    python3 -m venv .venv && .venv/bin/pip install -r requirements.txt
    .venv/bin/python generate.py            # writes resumes/
    .venv/bin/python generate.py --check    # writes nothing; fails when a file would change

What a candidate says stands in people/<name>.toml, how it looks in layouts/. The output depends on neither the
clock nor the machine: dates and file ids are fixed, fonts come from pinned packages.
"""

import argparse
import os
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
CREATED = 1790848800  # 2026-10-01 10:00 UTC, the day that every sample says it was made

os.environ["SOURCE_DATE_EPOCH"] = str(CREATED)
os.environ["TZ"] = "UTC"

from layouts import LAYOUTS  # noqa: E402  (the layouts read SOURCE_DATE_EPOCH)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--out", type=Path, default=HERE / "resumes")
    arguments.add_argument("--check", action="store_true", help="compare with the files that are there")
    options = arguments.parse_args()

    options.out.mkdir(parents=True, exist_ok=True)
    changed = []
    for source in sorted((HERE / "people").glob("*.toml")):
        person = tomllib.loads(source.read_text(encoding="utf-8"))
        content = LAYOUTS[person["layout"]](person)
        target = options.out / person["file"]
        if target.exists() and target.read_bytes() == content:
            continue
        changed.append(target.name)
        if not options.check:
            target.write_bytes(content)
            print(f"{target.name}: {len(content):,} bytes")
    if options.check and changed:
        print("these files would change:", ", ".join(changed))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
