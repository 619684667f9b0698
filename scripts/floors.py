"""Holds a scorer's result against the figures the project promises.

floors.py RESULT.json: prints each figure with its floor, exits 1 when one is below it.
"""

import json
import sys

PDF_FLOORS = {
    "tok_f1": 0.98,
    "attribution": 0.95,
    "name": 0.85,
    "email": 0.93,
    "phone": 0.93,
    "skills_f1": 0.85,
}
SIGNAL_PRECISION = 0.85
SIGNALS = (
    "specific_frameworks",
    "scale_indicators",
    "quantified_impact",
    "testing_frameworks",
    "type_hints",
    "generic_claims",
    "framework_laundry_list",
    "years_without_accomplishments",
    "hidden_text",
)


def mean(values):
    values = [value for value in values if value is not None]
    return sum(values) / len(values) if values else None


def pdf_figures(rows):
    figures = {key: mean(row["m"].get(key) for row in rows) for key in PDF_FLOORS if key != "skills_f1"}
    right, wrong, missing = (sum(row["m"].get("_skills", (0, 0, 0))[i] for row in rows) for i in range(3))
    found = 2 * right + wrong + missing
    figures["skills_f1"] = 2 * right / found if found else None
    return figures


def precisions(rows):
    for signal in SIGNALS:
        right, wrong = (sum(row["sig"].get(signal, (0, 0))[i] for row in rows) for i in range(2))
        yield f"precision of {signal}", right / (right + wrong) if right + wrong else None, SIGNAL_PRECISION


def main():
    with open(sys.argv[1], encoding="utf-8") as result:
        rows = json.load(result)["rows"]
    pdfs = [row for row in rows if row["format"] == "pdf"]
    figures = pdf_figures(pdfs)
    checks = [(f"{key} on PDFs", figures[key], floor) for key, floor in PDF_FLOORS.items()]
    checks += precisions(rows)
    failed = False
    for what, value, floor in checks:
        below = value is None or value < floor
        failed |= below
        shown = "none" if value is None else f"{value:.3f}"
        print(f"{'BELOW' if below else 'ok':5} {what:45} {shown:>6}  (floor {floor})")
    sys.exit(failed)


if __name__ == "__main__":
    main()
