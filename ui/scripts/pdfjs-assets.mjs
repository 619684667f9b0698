// Copies what pdf.js reads beside its code (character maps, standard fonts, decoders of pictures) to where the page is served
// from, so that nothing is fetched from elsewhere. The decoders are those in JavaScript: the page's policy lets no WebAssembly run,
// nor what only WebAssembly does, such as colour profiles.
import { cpSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const from = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
const to = join(dirname(fileURLToPath(import.meta.url)), "..", "public", "pdfjs");

rmSync(to, { recursive: true, force: true });
for (const folder of ["cmaps", "standard_fonts"]) {
  cpSync(join(from, folder), join(to, folder), { recursive: true });
}
const isWanted = (path) => basename(path) === "wasm" || /nowasm|LICENSE.*(JBIG2|OPENJPEG)/.test(basename(path));
cpSync(join(from, "wasm"), join(to, "decoders"), { recursive: true, filter: isWanted });
