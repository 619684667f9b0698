"""Holds what a search finds against the known truth of the measured résumés.

search_score.py CANDELA POOL TRUTH: asks CANDELA each labelled query in POOL, into which the measured résumés were
imported, works out from TRUTH alone who is right, and exits 1 when a figure is below its floor.

Who is left open counts neither way: years within their tolerance of a bound, signals that the truth calls neutral, and
skills that the text names where the truth does not count it (a certificate, a mere claim).
"""

import json
import math
import re
import subprocess
import sys
from pathlib import Path

PRECISION = RECALL = 0.97
NDCG = 0.95
AS_OF = (2026, 11)
# Frameworks whose users the truth knows to use the language.
PYTHON = ("Django", "Django REST Framework", "FastAPI", "Flask", "Starlette", "Litestar", "Tornado", "Pyramid", "Sanic",
          "Celery", "Dramatiq", "pandas", "NumPy", "SciPy", "Matplotlib", "pytest", "mypy", "Pydantic", "SQLAlchemy",
          "scikit-learn", "Poetry", "pip-tools", "Jupyter", "unittest", "aiohttp", "Bottle", "Ruff", "uv", "Hypothesis",
          "PyTorch", "Polars", "Alembic", "Keras", "TensorFlow", "LangChain", "Scrapy", "XGBoost", "tox", "nox")


class Person:
    def __init__(self, truth):
        self.truth = truth
        self.skills = set(truth["skills"])
        self.flags = {signal["id"] for signal in truth["signals"]}
        self.open_flags = {*truth["neutral_ids"], *(line["id"] for line in truth["neutral"])} - self.flags
        self.text = " ".join(truth["reference_text"].split()).lower()
        self.titles = [work["title"].lower() for work in truth["work"]]

    def has(self, skill):
        if skill in self.skills:
            return True
        named = re.search(r"(?<![\w+#.])" + re.escape(skill.lower()) + r"(?![\w+#])", self.text)
        return None if named else False

    def uses(self, skill):
        """Months of the jobs that name a skill, each month once."""
        spelled = {skill, *self.truth["skills_spelled"].get(skill, [])}
        names = re.compile(r"(?<![\w+#.])(" + "|".join(re.escape(name) for name in spelled) + r")(?![\w+#])")
        months = set()
        for work in self.truth["work"]:
            if any(names.search(line) for line in [*work["bullets"], work["title"]]):
                months.update(range(month(work["start"]), month(work["end"])))
        return months

    def grade(self, skill):
        """Of those with a skill: a list is worth less than work, and work more when it is long and recent."""
        months = self.uses(skill)
        if not months:
            return 1
        recent = max(months) >= AS_OF[0] * 12 + AS_OF[1] - 24
        return 2 + recent + (len(months) >= 36)


def month(date):
    year, number = AS_OF if date == "Present" else map(int, date.split("-")[:2])
    return year * 12 + number


# Each rule says of a person: True, False, or None where the truth leaves it open.
def has(*skills):
    return both(*(lambda person, skill=skill: person.has(skill) for skill in skills))


def one_of(*skills):
    def holds(person):
        said = [person.has(skill) for skill in skills]
        return True if True in said else None if None in said else False
    return holds


def no(rule):
    return lambda person: None if rule(person) is None else not rule(person)


def but(rule, other):
    return both(rule, no(other))


def both(*rules):
    def holds(person):
        said = [rule(person) for rule in rules]
        return False if False in said else None if None in said else True
    return holds


def at_least(value, bound, tolerance):
    return None if abs(value - bound) <= tolerance else value > bound


def years(bound):
    def holds(person):
        known = person.truth["years_experience"]
        return None if known is None else at_least(known, bound, person.truth["years_tolerance"])
    return holds


def used(skill, bound):
    return both(has(skill), lambda person: at_least(len(person.uses(skill)) / 12, bound, 0.3))


def last_used(skill, year):
    def holds(person):
        months = person.uses(skill)
        # A job that ends with December was last worked in then.
        return bool(months) and max(months) // 12 >= year
    return both(has(skill), holds)


def flag(*names):
    def holds(person):
        return True if person.flags & set(names) else None if person.open_flags & set(names) else False
    return holds


def says(text):
    return lambda person: text in person.text


def title(words):
    return lambda person: any(re.search(rf"\b{words}\b", title) for title in person.titles)


def known(*keys):
    return lambda person: any(person.truth[key] for key in keys)


QUERIES = [
    ("skill", "skill:=Python", has("Python")),
    ("skill", "skill:=postgres", has("PostgreSQL")),
    ("skill", "skill:=k8s", has("Kubernetes")),
    ("skill", "k8s", has("Kubernetes")),
    ("skill", "kubernetes", has("Kubernetes")),
    ("skill", "postgres", has("PostgreSQL")),
    ("skill", "skill:=Rust", has("Rust")),
    ("skill", "skill:=Go", has("Go")),
    ("skill", "skill:=C", has("C")),
    ("skill", "skill:=C++", has("C++")),
    ("skill", "C#", has("C#")),
    ("skill", "skill:=R", has("R")),
    ("skill", "skill:=Java", has("Java")),
    ("skill", "skill:=JavaScript", has("JavaScript")),
    ("skill", "typescript", has("TypeScript")),
    ("skill", "django", has("Django")),
    ("skill", "skill:=django skill:=postgres", has("Django", "PostgreSQL")),
    ("skill", "skill:=flask OR skill:=fastapi", one_of("Flask", "FastAPI")),
    ("skill", "skill:=Python -skill:=Django", but(has("Python"), has("Django"))),
    ("skill", "(skill:=React OR skill:=Vue OR skill:=Angular) skill:=TypeScript",
     both(one_of("React", "Vue.js", "Angular"), has("TypeScript"))),
    ("skill", "github actions", has("GitHub Actions")),
    ("skill", "scikit-learn", has("scikit-learn")),
    ("skill", "skill:=prometheus skill:=grafana", has("Prometheus", "Grafana")),
    ("skill", "skill:python", one_of("Python", *PYTHON)),
    ("year", "years:>=3", years(3)),
    ("year", "years:>=5", years(5)),
    ("year", "years:>=8", years(8)),
    ("year", "years:<10", no(years(10))),
    ("year", "skill:=python years:>=6", both(has("Python"), years(6))),
    ("year", "skill:=Python>=2y", used("Python", 2)),
    ("year", "skill:=Python>=4y", used("Python", 4)),
    ("year", "skill:=Kubernetes>=1y", used("Kubernetes", 1)),
    ("year", "skill:=Django>=2y", used("Django", 2)),
    ("year", "skill:=Python@2024..", last_used("Python", 2024)),
    ("year", "skill:=PostgreSQL@2023..", last_used("PostgreSQL", 2023)),
    ("flag", "flag:scale_indicators", flag("scale_indicators")),
    ("flag", "flag:quantified_impact", flag("quantified_impact")),
    ("flag", "flag:generic_claims", flag("generic_claims")),
    ("flag", "flag:testing_frameworks", flag("testing_frameworks")),
    ("flag", "flag:observability", flag("observability")),
    ("flag", "flag:type_hints", flag("type_hints")),
    ("flag", "flag:hidden_text", flag("hidden_text")),
    ("flag", "flag:job_hopping", flag("job_hopping")),
    ("flag", "flag:database_depth skill:=PostgreSQL", both(flag("database_depth"), has("PostgreSQL"))),
    ("flag", "flag:production_deployment -flag:generic_claims",
     but(flag("production_deployment"), flag("generic_claims"))),
    ("flag", "flag:framework_laundry_list OR flag:notebooks_only", flag("framework_laundry_list", "notebooks_only")),
    ("word", '"blue-green deployments"', says("blue-green deployments")),
    ("word", '"idempotency keys"', says("idempotency keys")),
    ("word", "has:email", known("emails", "emails_link_only")),
    ("word", "has:phone", known("phones")),
    ("word", 'title:"data engineer"', title("data engineer")),
]

ORDERED = [
    ("skill:=Python", ["Python"]),
    ("skill:=PostgreSQL", ["PostgreSQL"]),
    ("skill:=Kubernetes", ["Kubernetes"]),
    ("django", ["Django"]),
    ("skill:=TypeScript", ["TypeScript"]),
    ("skill:=Python skill:=PostgreSQL", ["Python", "PostgreSQL"]),
]


def ask(candela, pool, query):
    command = [candela, "search", query, "--json", "--limit", "100000", "--pool", pool]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [Path(json.loads(line)["path"]).name for line in printed.splitlines()]


def score(found, people, rule):
    right = wrong = missed = 0
    errors = []
    for name, person in people.items():
        holds = rule(person)
        if holds is None:
            continue
        right += holds and name in found
        wrong += not holds and name in found
        missed += holds and name not in found
        if holds != (name in found):
            errors.append(("-" if holds else "+") + name)
    return (right, wrong, missed), errors


def ndcg(found, people, skills):
    def gain(names):
        known = [people[name] for name in names if name in people]
        grades = [sum(person.grade(skill) for skill in skills) if set(skills) <= person.skills else 0 for person in known]
        return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:10]))
    right = [name for name in people if set(skills) <= people[name].skills]
    right.sort(key=lambda name: -sum(people[name].grade(skill) for skill in skills))
    return gain(found) / gain(right)


def main():
    candela, pool, truth = sys.argv[1:]
    rows = [json.loads(line) for line in Path(truth).read_text(encoding="utf-8").splitlines()]
    everybody = set(ask(candela, pool, ""))
    people = {row["path"]: Person(row) for row in rows if row["path"] in everybody}
    print(f"{len(people)} of {len(rows)} files are candidates")
    sums, failed = {}, False
    for kind, query, rule in QUERIES:
        counts, errors = score(set(ask(candela, pool, query)), people, rule)
        sums[kind] = [one + other for one, other in zip(sums.get(kind, (0, 0, 0)), counts)]
        print(f"{'      ' if errors else 'ok    '}{query:55} right {counts[0]:3} wrong {counts[1]:2} missed {counts[2]:2}",
              *errors[:6])
    for kind, (right, wrong, missed) in sums.items():
        precision, recall = right / (right + wrong), right / (right + missed)
        below = precision < PRECISION or recall < RECALL
        failed |= below
        print(f"{'BELOW' if below else 'ok':5} {kind} queries: precision {precision:.3f}, recall {recall:.3f} (floors {PRECISION})")
    values = [(query, ndcg(ask(candela, pool, query), people, skills)) for query, skills in ORDERED]
    mean = sum(value for _, value in values) / len(values)
    failed |= mean < NDCG
    print(*(f"nDCG@10 {value:.3f} {query}" for query, value in values), sep="\n")
    print(f"{'BELOW' if mean < NDCG else 'ok':5} nDCG@10 {mean:.3f} (floor {NDCG})")
    sys.exit(failed)


if __name__ == "__main__":
    main()
