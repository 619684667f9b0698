"""Pages by WeasyPrint from HTML and CSS: a dark sidebar, and a layout made of tables."""

from html import escape

from weasyprint import HTML

from .common import CREATED, SOURCE_SANS, contacts, employer, linked

FONTS = "".join(
    f'@font-face {{ font-family: Pool Sans; font-weight: {weight}; src: url("{(SOURCE_SANS / file).as_uri()}") }}\n'
    for weight, file in ((400, "SourceSansPro-Regular.ttf"), (700, "SourceSansPro-Bold.ttf"))
)

SIDEBAR = """
@page { size: A4; margin: 0 }
body { font: 10pt/1.38 Pool Sans; margin: 0; color: #222 }
aside { position: absolute; left: 0; top: 0; width: 58mm; height: 297mm; background: #22313f; color: #fff;
        padding: 14mm 7mm; box-sizing: border-box }
main { margin-left: 58mm; padding: 14mm 12mm }
h1 { font-size: 22pt; line-height: 1.1; margin: 0 } h1 small { font-size: 11pt; font-weight: 400; display: block; margin-top: 2mm }
h2 { font-size: 12pt; margin: 6mm 0 2mm; text-transform: uppercase; color: #22313f; border-bottom: 0.3mm solid #9db }
aside h2 { color: #fff } aside p { margin: 0 0 1.2mm; font-size: 9.2pt; overflow-wrap: anywhere } a { color: inherit; text-decoration: none }
.headline { font-size: 12pt; color: #456; margin: 1mm 0 0 }
.entry { margin-bottom: 3mm } .head { display: flex; justify-content: space-between } .where { color: #456; margin: 0 }
ul { margin: 1mm 0 0; padding-left: 4.5mm }
"""

TABLE = """
@page { size: A4; margin: 16mm }
body { font: 10pt/1.4 Pool Sans; color: #111 }
h1 { font-size: 20pt; margin: 0 } .headline { margin: 0; font-size: 12pt } .contact { margin: 1mm 0 4mm; color: #444 }
table { width: 100%; border-collapse: collapse } td { vertical-align: top; border-top: 0.2mm solid #999; padding: 2mm 2mm 2mm 0 }
td.left { width: 34mm; font-weight: 700 } h2 { font-size: 11pt; margin: 5mm 0 1mm; text-transform: uppercase; letter-spacing: 0.08em }
p { margin: 0 } ul { margin: 1mm 0 0; padding-left: 4.5mm }
"""


def sidebar(person: dict) -> bytes:
    """White text on a dark column at the left, work at the right."""
    native = f"<small>{escape(person['native_name'])}</small>" if "native_name" in person else ""
    reach = "".join(f"<p>{linked(contact)}</p>" for contact in contacts(person))
    lists = "".join(
        f"<h2>{escape(block['heading'])}</h2>" + "".join(f"<p>{escape(item)}</p>" for item in block["items"])
        for block in person["sidebar"]
    )
    work = "".join(_flowing(section) for section in person["section"])
    return _render(person, SIDEBAR, f"""
        <aside><h2>Contact</h2>{reach}{lists}</aside>
        <main><h1>{escape(person['name'])}{native}</h1><p class="headline">{escape(person['headline'])}</p>{work}</main>""")


def table(person: dict) -> bytes:
    """Each section a table: dates or a label in the left cell, the rest in the right one."""
    reach = " | ".join(map(linked, contacts(person)))
    body = "".join(_tabled(section) for section in person["section"])
    return _render(person, TABLE, f"""
        <h1>{escape(person['name'])}</h1><p class="headline">{escape(person['headline'])}</p>
        <p class="contact">{reach}</p>{body}""")


def _flowing(section: dict) -> str:
    text = f"<p>{escape(section['text'])}</p>" if "text" in section else ""
    entries = "".join(
        f'<div class="entry"><div class="head"><b>{escape(entry["title"])}</b><span>{escape(entry["dates"])}</span></div>'
        f'<p class="where">{escape(employer(entry))}</p>{_bullets(entry)}</div>'
        for entry in section.get("entry", [])
    )
    return f"<h2>{escape(section['heading'])}</h2>{text}{entries}"


def _tabled(section: dict) -> str:
    text = f"<p>{escape(section['text'])}</p>" if "text" in section else ""
    rows = "".join(
        f'<tr><td class="left">{escape(entry["dates"])}</td>'
        f'<td><b>{escape(entry["title"])}</b><p>{escape(employer(entry))}</p>{_bullets(entry)}</td></tr>'
        for entry in section.get("entry", [])
    ) + "".join(
        f'<tr><td class="left">{escape(label)}</td><td>{escape(items)}</td></tr>'
        for label, items in section.get("groups", [])
    )
    return f"<h2>{escape(section['heading'])}</h2>{text}" + (f"<table>{rows}</table>" if rows else "")


def _bullets(entry: dict) -> str:
    items = "".join(f"<li>{escape(bullet)}</li>" for bullet in entry.get("bullets", []))
    return f"<ul>{items}</ul>" if items else ""


def _render(person: dict, css: str, body: str) -> bytes:
    made = CREATED.strftime("%Y-%m-%dT%H:%M:%SZ")
    head = (
        f"<title>{escape(person['name'])}</title><meta name=author content=\"{escape(person['name'])}\">"
        f'<meta name="dcterms.created" content="{made}"><meta name="dcterms.modified" content="{made}">'
    )
    page = f'<html lang="en"><head>{head}<style>{FONTS}{css}</style></head><body>{body}</body></html>'
    return HTML(string=page).write_pdf(pdf_identifier=person["file"].encode())
