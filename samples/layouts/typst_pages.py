"""Pages by Typst: a classic page in the manner of LaTeX templates, and a modern one with dates in the margin."""

import json
import tempfile
from pathlib import Path

import typst

from .common import CREATED, SOURCE_SANS, contacts, employer

CLASSIC = """
#let person = json("person.json")
#set document(title: person.name, author: person.name, date: datetime(year: YEAR, month: MONTH, day: DAY))
#set page(paper: "a4", margin: (x: 2cm, y: 1.8cm))
#set text(font: "New Computer Modern", size: 10.5pt, lang: "en")
#set par(justify: true)
#show heading: it => block(above: 1.1em, below: 0.7em)[#smallcaps(it.body) #box(width: 1fr, line(length: 100%, stroke: 0.5pt))]
#align(center)[
  #text(size: 24pt, person.name) \\
  #person.headline \\
  #person.reach.map(((label, target)) => if target == none { label } else { link(target, label) }).join([ $diamond.small$ ])
]
#for section in person.section [
  = #section.heading
  #section.at("text", default: none)
  #for entry in section.entry [
    #block(above: 1em)[*#entry.title* #h(1fr) #entry.dates \\ #emph(entry.employer)]
    #list(..entry.at("bullets", default: ()))
  ]
  #for (label, items) in section.at("groups", default: ()) [*#label:* #items \\ ]
]
"""

MODERN = """
#let person = json("person.json")
#set document(title: person.name, author: person.name, date: datetime(year: YEAR, month: MONTH, day: DAY))
#set page(paper: "a4", margin: (left: 2cm, right: 2cm, y: 1.7cm))
#set text(font: "Source Sans Pro", size: 10.5pt, lang: "en")
#let tint = rgb("#7a4b00")
#text(size: 26pt, weight: "bold", fill: tint, person.name) #h(1fr) #text(size: 13pt, person.headline)
#line(length: 100%, stroke: 1pt + tint)
#person.reach.map(((label, target)) => if target == none { label } else { link(target, label) }).join([ #h(0.8em) ])
#for section in person.section [
  #block(above: 1.6em, below: 1em, text(size: 13pt, weight: "bold", fill: tint, section.heading))
  #section.at("text", default: none)
  #for entry in section.entry {
    block(below: 1.2em, grid(columns: (3.1cm, 1fr), gutter: 0.5cm,
      text(fill: luma(90), entry.dates),
      [*#entry.title* \\ #entry.employer #list(..entry.at("bullets", default: ()))]))
  }
  #for (label, items) in section.at("groups", default: ()) {
    grid(columns: (3.1cm, 1fr), gutter: 0.5cm, row-gutter: 0.6em, text(fill: luma(90), label), items)
  }
]
#if "hidden" in person { place(bottom + left, text(size: 0.8pt, fill: luma(60), person.hidden)) }
"""


def classic(person: dict) -> bytes:
    """Small capitals, rules and New Computer Modern."""
    return _render(person, CLASSIC)


def modern(person: dict) -> bytes:
    """Dates in a narrow column at the left; the hidden words stand in letters of 0.8 pt at the foot."""
    return _render(person, MODERN)


def _render(person: dict, template: str) -> bytes:
    sections = [
        {**section, "entry": [{**entry, "employer": employer(entry)} for entry in section.get("entry", [])]}
        for section in person["section"]
    ]
    source = template
    for word, value in (("YEAR", CREATED.year), ("MONTH", CREATED.month), ("DAY", CREATED.day)):
        source = source.replace(word, str(value))
    with tempfile.TemporaryDirectory() as folder:
        data = json.dumps({**person, "section": sections, "reach": contacts(person)}, ensure_ascii=False)
        Path(folder, "person.json").write_text(data, encoding="utf-8")
        Path(folder, "page.typ").write_text(source, encoding="utf-8")
        return typst.compile(Path(folder, "page.typ"), root=folder, font_paths=[SOURCE_SANS], ignore_system_fonts=True)
