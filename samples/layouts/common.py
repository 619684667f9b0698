"""What several layouts share: the contact line, an entry's head, and where the fonts are."""

from datetime import UTC, datetime
from html import escape
from os import environ
from pathlib import Path

import font_manrope
import font_source_sans_pro
import font_source_serif_pro

CREATED = datetime.fromtimestamp(int(environ["SOURCE_DATE_EPOCH"]), UTC)

MANROPE = Path(font_manrope.__file__).parent / "files"
SOURCE_SANS = Path(font_source_sans_pro.__file__).parent / "files"
SOURCE_SERIF = Path(font_source_serif_pro.__file__).parent / "files"


def contacts(person: dict) -> list[tuple[str, str | None]]:
    """The contacts in the order of the page, each with the address behind it where it has one."""
    github = person.get("github")
    return [
        (person["place"], None),
        (person["email"], f"mailto:{person['email']}"),
        *([(person["phone"], None)] if "phone" in person else []),
        *([(f"github.com/{github}", f"https://github.com/{github}")] if github else []),
        *((link.removeprefix("https://"), link) for link in person.get("links", [])),
    ]


def linked(contact: tuple[str, str | None]) -> str:
    """A contact as markup, with a link where there is an address behind it."""
    label, target = contact
    return f'<a href="{escape(target)}">{escape(label)}</a>' if target else escape(label)


def employer(entry: dict) -> str:
    """`Company, Place`, as far as the entry has them."""
    return ", ".join(entry[key] for key in ("company", "place") if key in entry)
