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
SIGNAL_PRECISION = 0.95
SIGNAL_RECALL = 0.90
OVERALL_PRECISION = 0.97
DISTRACTORS = 0.02
SIGNALS = (
    "specific_frameworks",
    "scale_indicators",
    "quantified_impact",
    "testing_frameworks",
    "type_hints",
    "domain_expertise",
    "production_deployment",
    "database_depth",
    "async_and_background",
    "dependency_management",
    "observability",
    "long_maintenance",
    "modern_python",
    "ai_integration",
    "generic_claims",
    "years_without_accomplishments",
    "framework_laundry_list",
    "tutorial_projects_only",
    "legacy_python_only",
    "notebooks_only",
    "no_testing_evidence",
    "no_contact",
    "hidden_text",
    "employment_gap",
    "unexplained_overlap",
    "job_hopping",
)
# So few résumés carry these that one slip costs a quarter.
RARE = {"no_contact": 0.75}


def mean(values):
    values = [value for value in values if value is not None]
    return sum(values) / len(values) if values else None


def pdf_figures(rows):
    figures = {key: mean(row["m"].get(key) for row in rows) for key in PDF_FLOORS if key != "skills_f1"}
    right, wrong, missing = (sum(row["m"].get("_skills", (0, 0, 0))[i] for row in rows) for i in range(3))
    found = 2 * right + wrong + missing
    figures["skills_f1"] = 2 * right / found if found else None
    return figures


def share(part, rest):
    return part / (part + rest) if part + rest else None


def signal_figures(rows):
    every = [0, 0, 0, 0]
    for signal in SIGNALS:
        right, wrong, missed, distracted = (sum(row["sig"].get(signal, (0,) * 4)[i] for row in rows) for i in range(4))
        every = [sum(pair) for pair in zip(every, (right, wrong, missed, distracted))]
        yield f"precision of {signal}", share(right, wrong), RARE.get(signal, SIGNAL_PRECISION)
        yield f"recall of {signal}", share(right, missed), SIGNAL_RECALL
    yield "precision of all signals", share(every[0], every[1]), OVERALL_PRECISION
    yield "flags on distractors, turned round", 1 - every[3] / max(1, every[0] + every[1]), 1 - DISTRACTORS


def main():
    with open(sys.argv[1], encoding="utf-8") as result:
        rows = json.load(result)["rows"]
    pdfs = [row for row in rows if row["format"] == "pdf"]
    figures = pdf_figures(pdfs)
    checks = [(f"{key} on PDFs", figures[key], floor) for key, floor in PDF_FLOORS.items()]
    checks += signal_figures(rows)
    failed = False
    for what, value, floor in checks:
        below = value is None or value < floor
        failed |= below
        shown = "none" if value is None else f"{value:.3f}"
        print(f"{'BELOW' if below else 'ok':5} {what:45} {shown:>6}  (floor {floor})")
    sys.exit(failed)


if __name__ == "__main__":
    main()
