"""A scanned page: a rendered résumé turned a little and stored as one black-and-white picture."""

from io import BytesIO
from random import Random

import pypdfium2
from PIL import Image

from . import reportlab_pages
from .common import CREATED

RESOLUTION_DPI = 150


def scan(person: dict) -> bytes:
    """The page as an office scanner keeps it: no text, a slight tilt, specks of dust."""
    with pypdfium2.PdfDocument(reportlab_pages.single(person)) as document:
        page = document[0].render(scale=RESOLUTION_DPI / 72, grayscale=True).to_pil()
    page = page.rotate(0.7, resample=Image.Resampling.BICUBIC, fillcolor=255)
    dust = Random(7)
    for _ in range(160):
        page.putpixel((dust.randrange(page.width), dust.randrange(page.height)), 0)
    picture = page.point(lambda grey: 255 if grey > 150 else 0).convert("1")
    buffer = BytesIO()
    made = CREATED.timetuple()
    picture.save(buffer, "PDF", resolution=RESOLUTION_DPI, title="Scan", creationDate=made, modDate=made)
    return buffer.getvalue()
