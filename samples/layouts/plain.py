"""Formats without pages: HTML, Markdown, and plain text in the encoding of old Western machines."""

from html import escape
from textwrap import wrap

from .common import contacts, employer, linked


def html_page(person: dict) -> bytes:
    """A small personal page, as hand-written sites have it."""
    name = escape(person["name"])
    if "native_name" in person:
        name += f' <span lang="ja">({escape(person["native_name"])})</span>'
    reach = " · ".join(map(linked, contacts(person)))
    parts = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        f"<title>{escape(person['name'])} – {escape(person['headline'])}</title>",
        "<style>body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;color:#222}"
        "h1{margin-bottom:0}h2{border-bottom:1px solid #888}time{float:right;color:#666}</style>",
        f"</head>\n<body>\n<h1>{name}</h1>\n<p><strong>{escape(person['headline'])}</strong><br>{reach}</p>",
    ]
    for section in person["section"]:
        parts.append(f"<h2>{escape(section['heading'])}</h2>")
        if "text" in section:
            parts.append(f"<p>{escape(section['text'])}</p>")
        for entry in section.get("entry", []):
            parts.append(f"<h3>{escape(entry['title'])} <time>{escape(entry['dates'])}</time></h3>")
            parts.append(f"<p><em>{escape(employer(entry))}</em></p>")
            bullets = "".join(f"\n<li>{escape(bullet)}</li>" for bullet in entry.get("bullets", []))
            parts.append(f"<ul>{bullets}\n</ul>" if bullets else "")
        groups = "".join(
            f"\n<dt>{escape(label)}</dt><dd>{escape(items)}</dd>" for label, items in section.get("groups", [])
        )
        parts.append(f"<dl>{groups}\n</dl>" if groups else "")
    parts.append("</body>\n</html>\n")
    return "\n".join(part for part in parts if part).encode()


def markdown(person: dict) -> bytes:
    """A résumé kept in a repository."""
    reach = " | ".join(f"[{label}]({target})" if target else label for label, target in contacts(person))
    lines = [f"# {person['name']}", "", f"**{person['headline']}**  ", reach, ""]
    for section in person["section"]:
        lines += [f"## {section['heading']}", ""]
        if "text" in section:
            lines += [section["text"], ""]
        for entry in section.get("entry", []):
            lines += [f"### {entry['title']}, {entry['company']}", f"*{entry['dates']}*", ""]
            lines += [f"- {bullet}" for bullet in entry.get("bullets", [])]
            lines += [""] if "bullets" in entry else []
        lines += [f"- **{label}:** {items}" for label, items in section.get("groups", [])]
        lines += [""] if "groups" in section else []
    return "\n".join(lines).encode()


def text_latin1(person: dict) -> bytes:
    """An e-mailed text with lines of 72 characters and ISO 8859-1 bytes."""
    lines = [person["name"], person["headline"], ""]
    lines += [label for label, _ in contacts(person)]
    for section in person["section"]:
        lines += ["", section["heading"].upper(), "-" * len(section["heading"])]
        lines += wrap(section.get("text", ""), 72)
        for position, entry in enumerate(section.get("entry", [])):
            lines += [""] if position else []
            lines += [f"{entry['dates']}   {entry['title']}", employer(entry)]
            for bullet in entry.get("bullets", []):
                lines += wrap(bullet, 72, initial_indent="  * ", subsequent_indent="    ")
        lines += [f"{label}: {items}" for label, items in section.get("groups", [])]
    text = "\r\n".join(lines).replace("–", "-") + "\r\n"
    return text.encode("latin-1")
