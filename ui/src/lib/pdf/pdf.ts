// pdf.js, set up for files from strangers.
//
// Its worker starts from a blob: such a worker inherits the page's content security policy, while one loaded by
// address runs without any, and could fetch and evaluate what it likes.

import type { PDFDocumentProxy, PDFWorker } from "pdfjs-dist";
import workerUrl from "pdfjs-dist/build/pdf.worker.min.mjs?url";

import { letFontsGo } from "./fonts";
import { Readers, type Reading } from "./readers";

export type Pdf = PDFDocumentProxy;

/** Comes with the first page: without it the list is on the screen sooner. */
const library = () => import("pdfjs-dist");

letFontsGo();

interface Reader {
  worker: PDFWorker;
  port: Worker;
}

/** So many documents leave some megabytes behind in a worker. */
const readers = new Readers<Reader>(50, startReader, stopReader);
const readings = new WeakMap<Pdf, Reading<Reader>>();

async function startReader(): Promise<Reader> {
  const source = `await import(${JSON.stringify(new URL(workerUrl, location.href).href)});`;
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const port = new Worker(address, { type: "module" });
  // The first message says that the module is loaded; what is sent before it would be lost.
  await new Promise((resolve, reject) => {
    port.addEventListener("message", resolve, { once: true });
    port.addEventListener("error", () => reject(new Error("the page drawer did not start")), { once: true });
  });
  URL.revokeObjectURL(address);
  return { worker: (await library()).PDFWorker.create({ port }), port };
}

function stopReader({ worker, port }: Reader): void {
  worker.destroy();
  port.terminate();
}

/** Opens a file from its bytes, which it takes over. Scripts and forms in it stay dead. */
export async function openPdf(data: Uint8Array): Promise<Pdf> {
  const reading = readers.begin();
  const assets = new URL("pdfjs/", document.baseURI).href;
  try {
    const [{ getDocument }, { worker }] = await Promise.all([library(), reading.worker]);
    const pdf = await getDocument({
      data,
      worker,
      cMapUrl: `${assets}cmaps/`,
      standardFontDataUrl: `${assets}standard_fonts/`,
      // Decoders in JavaScript lie there: the page's policy forbids WebAssembly, which would be tried in vain.
      wasmUrl: `${assets}decoders/`,
      useWasm: false,
      enableXfa: false,
    }).promise;
    readings.set(pdf, reading);
    return pdf;
  } catch (error) {
    reading.end();
    throw error;
  }
}

/** Closes it and frees what its worker held. */
export async function closePdf(pdf: Pdf): Promise<void> {
  dropEarly(pdf);
  await pdf.loadingTask.destroy();
  readings.get(pdf)?.end();
}

/** Frees the memory of a canvas that is not looked at any more, which would stay until the collector comes by. */
export function release(canvas: HTMLCanvasElement): void {
  canvas.width = canvas.height = 0;
}

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

/** First pages that were drawn before somebody wanted them. */
const early = new WeakMap<Pdf, Wanted & { canvas: Promise<HTMLCanvasElement | null> }>();
/** How wide the last page was, in CSS pixels; the next one most likely is as well. */
let usualWidth = 0;

/** Draws the first page as it will probably be wanted; `drawPage` then has it at hand. */
export async function drawEarly(pdf: Pdf): Promise<void> {
  if (usualWidth === 0) return;
  const wanted = { width: usualWidth, turns: 0, signal: new AbortController().signal };
  const canvas = draw(pdf, 1, wanted);
  early.set(pdf, { ...wanted, canvas });
  await canvas;
}

/** Draws a page as sharp as the screen. Resolves to null when it was stopped. */
export async function drawPage(pdf: Pdf, pageNumber: number, wanted: Wanted): Promise<HTMLCanvasElement | null> {
  usualWidth = wanted.width;
  const drawn = pageNumber === 1 ? early.get(pdf) : undefined;
  if (drawn?.width === wanted.width && drawn.turns === wanted.turns) {
    // A canvas stands in one place only, so it is given once.
    early.delete(pdf);
    return drawn.canvas;
  }
  if (pageNumber === 1) dropEarly(pdf);
  return draw(pdf, pageNumber, wanted);
}

function dropEarly(pdf: Pdf): void {
  early.get(pdf)?.canvas.then(
    (canvas) => canvas && release(canvas),
    () => {},
  );
  early.delete(pdf);
}

async function draw(pdf: Pdf, pageNumber: number, wanted: Wanted): Promise<HTMLCanvasElement | null> {
  const { page, scale, rotation } = await viewportOf(pdf, pageNumber, wanted);
  if (wanted.signal.aborted) return null;
  const canvas = document.createElement("canvas");
  const viewport = page.getViewport({ scale: scale * devicePixelRatio, rotation });
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  const task = page.render({ canvas, viewport });
  wanted.signal.addEventListener("abort", () => task.cancel());
  try {
    await task.promise;
    return canvas;
  } catch (error) {
    if (error instanceof (await library()).RenderingCancelledException) return null;
    throw error;
  }
}

/** Lays the text of a page over it, unseen, so that it can be selected and copied. */
export async function layText(pdf: Pdf, pageNumber: number, container: HTMLElement, wanted: Wanted): Promise<void> {
  const { page, scale, viewport } = await viewportOf(pdf, pageNumber, wanted);
  const { TextLayer } = await library();
  if (wanted.signal.aborted) return;
  container.style.setProperty("--total-scale-factor", String(scale));
  const layer = new TextLayer({ textContentSource: page.streamTextContent(), container, viewport });
  wanted.signal.addEventListener("abort", () => layer.cancel());
  try {
    await layer.render();
  } catch (error) {
    if (!wanted.signal.aborted) throw error;
  }
}
