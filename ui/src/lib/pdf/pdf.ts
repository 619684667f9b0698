// pdf.js, set up for files from strangers.
//
// Its worker starts from a blob: such a worker inherits the page's content security policy, while one loaded by
// address runs without any, and could fetch and evaluate what it likes.

import * as pdfjs from "pdfjs-dist";
import workerUrl from "pdfjs-dist/build/pdf.worker.min.mjs?url";

export type Pdf = pdfjs.PDFDocumentProxy;

let workerReady: Promise<pdfjs.PDFWorker> | null = null;

async function startWorker(): Promise<pdfjs.PDFWorker> {
  const source = `await import(${JSON.stringify(new URL(workerUrl, location.href).href)});`;
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const port = new Worker(address, { type: "module" });
  // The first message says that the module is loaded; what is sent before it would be lost.
  await new Promise((resolve, reject) => {
    port.addEventListener("message", resolve, { once: true });
    port.addEventListener("error", () => reject(new Error("the page drawer did not start")), { once: true });
  });
  URL.revokeObjectURL(address);
  return pdfjs.PDFWorker.create({ port });
}

/** Opens a file from its bytes, which it takes over. Scripts and forms in it stay dead. */
export async function openPdf(data: Uint8Array): Promise<Pdf> {
  workerReady ??= startWorker();
  const assets = new URL("pdfjs/", document.baseURI).href;
  return pdfjs.getDocument({
    data,
    worker: await workerReady,
    cMapUrl: `${assets}cmaps/`,
    standardFontDataUrl: `${assets}standard_fonts/`,
    wasmUrl: `${assets}wasm/`,
    iccUrl: `${assets}iccs/`,
    enableXfa: false,
  }).promise;
}

/** Closes it and frees what its worker held. */
export const closePdf = (pdf: Pdf): Promise<void> => pdf.loadingTask.destroy();

/** How a page is to be drawn. */
export interface Wanted {
  /** In CSS pixels, of the page as it is turned. */
  width: number;
  /** Quarter turns, clockwise. */
  turns: number;
  /** Stops it. */
  signal: AbortSignal;
}

async function viewportOf(pdf: Pdf, pageNumber: number, { width, turns }: Wanted) {
  const page = await pdf.getPage(pageNumber);
  const rotation = (page.rotate + turns * 90) % 360;
  const scale = width / page.getViewport({ scale: 1, rotation }).width;
  return { page, scale, rotation, viewport: page.getViewport({ scale, rotation }) };
}

/** Draws a page as sharp as the screen. Resolves to false when it was stopped. */
export async function drawPage(pdf: Pdf, pageNumber: number, canvas: HTMLCanvasElement, wanted: Wanted): Promise<boolean> {
  const { page, scale, rotation } = await viewportOf(pdf, pageNumber, wanted);
  if (wanted.signal.aborted) return false;
  const viewport = page.getViewport({ scale: scale * devicePixelRatio, rotation });
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  const task = page.render({ canvas, viewport });
  wanted.signal.addEventListener("abort", () => task.cancel());
  try {
    await task.promise;
    return true;
  } catch (error) {
    if (error instanceof pdfjs.RenderingCancelledException) return false;
    throw error;
  }
}

/** Lays the text of a page over it, unseen, so that it can be selected and copied. */
export async function layText(pdf: Pdf, pageNumber: number, container: HTMLElement, wanted: Wanted): Promise<void> {
  const { page, scale, viewport } = await viewportOf(pdf, pageNumber, wanted);
  if (wanted.signal.aborted) return;
  container.style.setProperty("--total-scale-factor", String(scale));
  const layer = new pdfjs.TextLayer({ textContentSource: page.streamTextContent(), container, viewport });
  wanted.signal.addEventListener("abort", () => layer.cancel());
  try {
    await layer.render();
  } catch (error) {
    if (!wanted.signal.aborted) throw error;
  }
}
