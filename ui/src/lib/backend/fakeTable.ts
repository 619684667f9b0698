// A table of twelve made-up applicants, of whom one has a résumé elsewhere.

import type { ImportProgress, ImportReport } from "../wire/wire";
import type { Backend } from "./backend";

type RunImport = (files: number, onProgress: (progress: ImportProgress) => void) => Promise<ImportReport>;

const ROWS = 12;

export function fakeTable(runImport: RunImport): Pick<Backend, "readTable" | "previewTable" | "importTable"> {
  return {
    readTable: async (path) =>
      path.endsWith("none.csv")
        ? null
        : {
            path,
            rows: ROWS,
            columns: [
              { heading: "Name", meaning: "name", samples: ["Ines Aubert", "Tariq Halloran", "Mei Okafor"] },
              { heading: "CV", meaning: "resume_file", samples: ["cv/ines.pdf", "cv/tariq.docx", "../outside.pdf"] },
              { heading: "Stage", meaning: "ignore", samples: ["Phone screen", "New"] },
            ],
            is_remembered: false,
          },
    async previewTable({ mapping, outside }) {
      const files = mapping.includes("resume_file") ? ROWS - (outside ? 0 : 1) : 0;
      const shown = files < ROWS ? [{ line: 13, reason: "its résumé `../outside.pdf` lies outside the table's folder" }] : [];
      return { rows: ROWS, files, texts: 0, outside: mapping.includes("resume_file") ? 1 : 0, refused: ROWS - files, shown };
    },
    importTable: (_table, onProgress) => runImport(ROWS, onProgress),
  };
}
