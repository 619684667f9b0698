// Copies what pdf.js reads beside its code (character maps, standard fonts, decoders, colour profiles) to where
// the page is served from, so that nothing is fetched from elsewhere.
import { cpSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const from = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
const to = join(dirname(fileURLToPath(import.meta.url)), "..", "public", "pdfjs");

rmSync(to, { recursive: true, force: true });
for (const folder of ["cmaps", "standard_fonts", "wasm", "iccs"]) {
  cpSync(join(from, folder), join(to, folder), { recursive: true });
}
