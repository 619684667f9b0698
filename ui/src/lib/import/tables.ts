// Tables of applicants among the files that were given.

import type { Meaning } from "../wire/wire";

/** What a column may hold, in the order it is offered. */
export const MEANINGS = [
  "ignore",
  "name",
  "first_name",
  "last_name",
  "email",
  "phone",
  "link",
  "location",
  "resume_file",
  "resume_text",
  "note",
  "tags",
  "date",
] as const satisfies readonly Meaning[];

/** Whether a file is called like a table. */
export const isNamedLikeTable = (path: string): boolean => /\.(csv|tsv|tab)$/i.test(path);

/** The paths of files in what was pasted: addresses of files, or whole paths, a line each. */
export function pastedPaths(text: string): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const paths = lines.map((line) => {
    if (!line.startsWith("file://")) return line;
    try {
      return decodeURIComponent(new URL(line).pathname).replace(/^\/(?=[A-Za-z]:)/, "");
    } catch {
      return "";
    }
  });
  // What is no path is a text that somebody pasted for another purpose.
  const isPath = (path: string): boolean => path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path);
  const given = paths.filter((path) => path !== "" && path !== "copy");
  return given.length > 0 && given.every(isPath) ? given : [];
}
