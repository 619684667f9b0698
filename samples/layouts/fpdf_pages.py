"""Pages by fpdf2: a letterspaced head over one column, and two columns beside each other."""

from fpdf import FPDF

from .common import CREATED, MANROPE, contacts, employer

INK = (34, 34, 34)
ACCENT = (122, 46, 58)


def letterspaced(person: dict) -> bytes:
    """One column; name and headings drawn with wide spaces between the letters."""
    pdf = _document(person, margin=18)
    pdf.set_font("Helvetica", "B", 19)
    pdf.set_char_spacing(5)
    pdf.cell(0, 11, person["name"].upper(), align="C", new_x="LMARGIN", new_y="NEXT")
    pdf.set_char_spacing(0)
    pdf.set_font("Helvetica", "", 11)
    pdf.cell(0, 6, person["headline"], align="C", new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("Helvetica", "", 9)
    pdf.cell(0, 6, "  ·  ".join(label for label, _ in contacts(person)), align="C", new_x="LMARGIN", new_y="NEXT")
    for section in person["section"]:
        pdf.ln(4)
        pdf.set_font("Helvetica", "B", 11)
        pdf.set_char_spacing(3)
        pdf.cell(0, 7, section["heading"].upper(), border="B", new_x="LMARGIN", new_y="NEXT")
        pdf.set_char_spacing(0)
        pdf.ln(2)
        _section(pdf, section, "Helvetica")
    return bytes(pdf.output())


def two_columns(person: dict) -> bytes:
    """A narrow column at the right for lists, work at the left; the work is drawn first."""
    pdf = _document(person, margin=15)
    pdf.add_font("Manrope", "", MANROPE / "Manrope-Regular.ttf")
    pdf.add_font("Manrope", "B", MANROPE / "Manrope-Bold.ttf")
    pdf.set_font("Manrope", "B", 21)
    pdf.set_text_color(*ACCENT)
    pdf.cell(0, 11, person["name"], new_x="LMARGIN", new_y="NEXT")
    pdf.set_text_color(*INK)
    pdf.set_font("Manrope", "", 11)
    pdf.cell(0, 7, person["headline"], new_x="LMARGIN", new_y="NEXT")
    top = pdf.get_y() + 6

    pdf.set_right_margin(76)
    pdf.set_y(top)
    for section in person["section"]:
        _heading(pdf, section["heading"])
        _section(pdf, section, "Manrope")

    pdf.set_right_margin(15)
    pdf.set_left_margin(142)
    pdf.set_y(top)
    _lines(pdf, "Contact", contacts(person))
    for block in person["sidebar"]:
        _lines(pdf, block["heading"], [(item, None) for item in block["items"]])
    return bytes(pdf.output())


def _document(person: dict, margin: float) -> FPDF:
    pdf = FPDF(format="A4")
    pdf.set_creation_date(CREATED)
    pdf.set_title(f"{person['name']} - CV")
    pdf.set_author(person["name"])
    pdf.set_margins(margin, 16, margin)
    pdf.set_text_color(*INK)
    pdf.set_draw_color(*ACCENT)
    pdf.add_page()
    return pdf


def _heading(pdf: FPDF, text: str) -> None:
    pdf.set_font("Manrope", "B", 11.5)
    pdf.set_text_color(*ACCENT)
    pdf.cell(0, 7, text, new_x="LMARGIN", new_y="NEXT")
    pdf.set_text_color(*INK)
    pdf.ln(1)


def _lines(pdf: FPDF, heading: str, lines: list[tuple[str, str | None]]) -> None:
    _heading(pdf, heading)
    pdf.set_font("Manrope", "", 8.5)
    for text, target in lines:
        pdf.cell(0, 5, text, link=target or "", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(4)


def _section(pdf: FPDF, section: dict, font: str) -> None:
    if "text" in section:
        pdf.set_font(font, "", 9.5)
        pdf.multi_cell(0, 5, section["text"], align="L", new_x="LMARGIN", new_y="NEXT")
    for entry in section.get("entry", []):
        pdf.set_font(font, "B", 10)
        pdf.cell(0, 5.5, entry["title"])
        pdf.set_font(font, "", 9)
        pdf.set_x(pdf.l_margin)
        pdf.cell(0, 5.5, entry["dates"], align="R", new_x="LMARGIN", new_y="NEXT")
        if employer(entry):
            pdf.cell(0, 5.5, employer(entry), new_x="LMARGIN", new_y="NEXT")
        pdf.set_font(font, "", 9.5)
        left = pdf.l_margin
        for bullet in entry.get("bullets", []):
            pdf.cell(4, 5, "•" if font != "Helvetica" else "-")
            pdf.set_left_margin(left + 4)
            pdf.multi_cell(0, 5, bullet, align="L", new_x="LMARGIN", new_y="NEXT")
            pdf.set_left_margin(left)
            pdf.set_x(left)
        pdf.ln(3)
    for label, items in section.get("groups", []):
        pdf.set_font(font, "B", 9.5)
        pdf.cell(28, 5.5, label)
        pdf.set_font(font, "", 9.5)
        pdf.multi_cell(0, 5.5, items, align="L", new_x="LMARGIN", new_y="NEXT")
