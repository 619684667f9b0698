"""Word documents by python-docx: plain paragraphs with a bullet style, and a head made of a table."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt

from .common import CREATED, contacts, employer


def plain(person: dict) -> bytes:
    """Name, contacts and paragraphs one below another."""
    document = _document(person, "Calibri")
    document.add_paragraph(person["name"], style="Title")
    document.add_paragraph(person["headline"], style="Subtitle")
    document.add_paragraph(" | ".join(label for label, _ in contacts(person)))
    return _finish(document, person)


def table(person: dict) -> bytes:
    """Name and headline in the left cell of a table, contacts in the right one."""
    document = _document(person, "Georgia")
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    name = left.paragraphs[0].add_run(person["name"])
    name.bold, name.font.size = True, Pt(20)
    left.add_paragraph(person["headline"])
    right.paragraphs[0].add_run(contacts(person)[0][0])
    for label, _ in contacts(person)[1:]:
        right.add_paragraph(label)
    return _finish(document, person)


def _document(person: dict, font: str) -> Document:
    document = Document()
    properties = document.core_properties
    properties.author, properties.title, properties.comments = person["name"], "Curriculum vitae", ""
    properties.created = properties.modified = CREATED.replace(tzinfo=None)
    style = document.styles["Normal"]
    style.font.name, style.font.size = font, Pt(10.5)
    style.paragraph_format.space_after = Pt(3)
    margins = document.sections[0]
    margins.left_margin = margins.right_margin = Cm(2.2)
    margins.top_margin = margins.bottom_margin = Cm(1.8)
    return document


def _finish(document: Document, person: dict) -> bytes:
    for section in person["section"]:
        document.add_heading(section["heading"], level=1)
        if "text" in section:
            document.add_paragraph(section["text"])
        for entry in section.get("entry", []):
            head = document.add_paragraph()
            head.paragraph_format.tab_stops.add_tab_stop(Cm(16.5), WD_TAB_ALIGNMENT.RIGHT)
            head.add_run(entry["title"]).bold = True
            head.add_run(f"\t{entry['dates']}")
            if employer(entry):
                document.add_paragraph().add_run(employer(entry)).italic = True
            for bullet in entry.get("bullets", []):
                document.add_paragraph(bullet, style="List Bullet")
        for label, items in section.get("groups", []):
            line = document.add_paragraph()
            line.add_run(f"{label}: ").bold = True
            line.add_run(items)
    buffer = BytesIO()
    document.save(buffer)
    return _with_fixed_times(buffer)


def _with_fixed_times(package: BytesIO) -> bytes:
    """The same package with the day of the samples on every part, as the zip format keeps one a part."""
    result = BytesIO()
    with ZipFile(package) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for part in source.infolist():
            if part.filename == "docProps/thumbnail.jpeg":
                continue
            fixed = ZipInfo(part.filename, CREATED.timetuple()[:6])
            fixed.compress_type, fixed.external_attr = ZIP_DEFLATED, 0o600 << 16
            target.writestr(fixed, _without_thumbnail(part.filename, source.read(part)), compresslevel=9)
    return result.getvalue()


def _without_thumbnail(name: str, content: bytes) -> bytes:
    """Takes the reference to the template's preview picture out of the package's relations."""
    if name != "_rels/.rels":
        return content
    start = content.rindex(b"<Relationship ", 0, content.index(b"thumbnail.jpeg"))
    end = content.index(b"/>", start) + len(b"/>")
    return content[:start] + content[end:]
