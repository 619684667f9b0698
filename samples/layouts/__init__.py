"""How a résumé looks: each layout takes a candidate of people/ and gives the bytes of a file."""

from . import fpdf_pages, plain, reportlab_pages, scan, typst_pages, weasyprint_pages, word

LAYOUTS = {
    "fpdf_letterspaced": fpdf_pages.letterspaced,
    "fpdf_two_columns": fpdf_pages.two_columns,
    "html": plain.html_page,
    "markdown": plain.markdown,
    "reportlab_accent": reportlab_pages.accent,
    "reportlab_locked": reportlab_pages.locked,
    "reportlab_single": reportlab_pages.single,
    "scan": scan.scan,
    "text_latin1": plain.text_latin1,
    "typst_classic": typst_pages.classic,
    "typst_modern": typst_pages.modern,
    "weasyprint_sidebar": weasyprint_pages.sidebar,
    "weasyprint_table": weasyprint_pages.table,
    "docx_plain": word.plain,
    "docx_table": word.table,
}
