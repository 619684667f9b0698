"""Pages by ReportLab's flowing text: one column, one column with a colour bar, one behind a password."""

from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor, white
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import HRFlowable, KeepTogether, ListFlowable, ListItem, Paragraph, SimpleDocTemplate, Table

from .common import SOURCE_SERIF, contacts, employer, linked

pdfmetrics.registerFont(TTFont("Serif", SOURCE_SERIF / "SourceSerifPro-Regular.ttf"))
pdfmetrics.registerFont(TTFont("Serif-Bold", SOURCE_SERIF / "SourceSerifPro-Bold.ttf"))


def single(person: dict) -> bytes:
    """One column in a serif face, dates at the right edge."""
    return _render(person, _styles("Serif", "Serif-Bold", HexColor("#1d3557"), TA_CENTER))


def accent(person: dict) -> bytes:
    """One column in Helvetica with a bar of colour at the left edge; the hidden words stand white on white at the foot."""

    def decorate(canvas, document):
        canvas.setFillColor(HexColor("#0b7a75"))
        canvas.rect(0, 0, 7 * mm, A4[1], stroke=0, fill=1)
        canvas.setFillColor(white)
        canvas.setFont("Helvetica", 7)
        canvas.drawString(20 * mm, 12 * mm, person["hidden"])

    return _render(person, _styles("Helvetica", "Helvetica-Bold", HexColor("#0b7a75"), 0), decorate)


def locked(person: dict) -> bytes:
    """One column that opens only with the candidate's password."""
    lock = StandardEncryption(person["password"], ownerPassword=person["password"] + "-owner", strength=128)
    return _render(person, _styles("Helvetica", "Helvetica-Bold", HexColor("#333333"), 0), encrypt=lock)


def _styles(font: str, bold: str, colour, head_alignment: int) -> dict[str, ParagraphStyle]:
    base = ParagraphStyle("base", fontName=font, fontSize=10, leading=13.5)
    return {
        "base": base,
        "name": ParagraphStyle("name", base, fontName=bold, fontSize=22, leading=27, textColor=colour, alignment=head_alignment),
        "headline": ParagraphStyle("headline", base, fontSize=12, leading=16, alignment=head_alignment),
        "contact": ParagraphStyle("contact", base, fontSize=9, alignment=head_alignment, spaceAfter=4),
        "heading": ParagraphStyle("heading", base, fontName=bold, fontSize=12, leading=15, textColor=colour, spaceBefore=10),
        "title": ParagraphStyle("title", base, fontName=bold),
        "dates": ParagraphStyle("dates", base, alignment=2),
        "colour": colour,
        "bold": bold,
    }


def _render(person: dict, styles: dict, decorate=lambda canvas, document: None, encrypt=None) -> bytes:
    story = [
        Paragraph(escape(person["name"]), styles["name"]),
        Paragraph(escape(person["headline"]), styles["headline"]),
        Paragraph(" &nbsp;|&nbsp; ".join(map(linked, contacts(person))), styles["contact"]),
    ]
    for section in person["section"]:
        story += _section(section, styles)
    buffer = BytesIO()
    SimpleDocTemplate(
        buffer, pagesize=A4, leftMargin=20 * mm, rightMargin=18 * mm, topMargin=17 * mm, bottomMargin=17 * mm,
        title=f"{person['name']} - résumé", author=person["name"], invariant=1, encrypt=encrypt,
    ).build(story, onFirstPage=decorate)
    return buffer.getvalue()


def _section(section: dict, styles: dict) -> list:
    head = [
        Paragraph(escape(section["heading"]), styles["heading"]),
        HRFlowable(width="100%", thickness=0.6, color=styles["colour"], spaceAfter=4),
    ]
    blocks = [[Paragraph(escape(section["text"]), styles["base"])]] if "text" in section else []
    blocks += [_entry(entry, styles) for entry in section.get("entry", [])]
    blocks += [
        [Paragraph(f'<font name="{styles["bold"]}">{escape(label)}:</font> {escape(items)}', styles["base"])]
        for label, items in section.get("groups", [])
    ]
    return [KeepTogether(head + blocks[0])] + [flowable for block in blocks[1:] for flowable in block]


def _entry(entry: dict, styles: dict) -> list:
    title = escape(entry["title"])
    where = f'<br/><font name="{styles["base"].fontName}">{escape(employer(entry))}</font>' if "company" in entry else ""
    head = Table(
        [[Paragraph(title + where, styles["title"]), Paragraph(escape(entry["dates"]), styles["dates"])]],
        colWidths=[122 * mm, 50 * mm],
        style=[("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
               ("RIGHTPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 1)],
    )
    bullets = [ListItem(Paragraph(escape(bullet), styles["base"])) for bullet in entry.get("bullets", [])]
    return [head, ListFlowable(bullets, bulletType="bullet", start="•", leftIndent=12, bulletFontSize=9)] if bullets else [head]
