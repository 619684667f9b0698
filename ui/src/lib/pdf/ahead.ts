// The file of whoever is probably opened next, with its first page drawn.

import { closePdf, drawEarly, openPdf, type Pdf } from "./pdf";

export class PdfAhead {
  #next: { id: number; pdf: Promise<Pdf> } | null = null;

  /** Opens a candidate's file and draws its first page, in the place of the one before. */
  draw(id: number, file: () => Promise<Uint8Array>): void {
    if (this.#next?.id === id) return;
    this.#next?.pdf.then(closePdf, () => {});
    const next = { id, pdf: file().then(openPdf) };
    this.#next = next;
    // What cannot be opened or drawn is tried again, and told, when it is wanted.
    next.pdf.then(drawEarly).catch(() => {
      if (this.#next === next) this.#next = null;
    });
  }

  /** The file, if it is this candidate's: from then on it is the asker's. */
  take(id: number): Promise<Pdf> | null {
    if (this.#next?.id !== id) return null;
    const { pdf } = this.#next;
    this.#next = null;
    return pdf;
  }
}
