// Notes as they are shown: Markdown without HTML, links and pictures, which would lead out of the window.

import MarkdownIt from "markdown-it";
import { language } from "../i18n/i18n.svelte";

const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true, typographer: false }).disable([
  "image",
  "link",
  "autolink",
  "html_block",
  "html_inline",
]);

/** The note as HTML that holds nothing but text and its emphasis. */
export const rendered = (text: string): string => markdown.render(text);

const MINUTES = new Intl.DateTimeFormat("sv", { dateStyle: "short", timeStyle: "short" });

/** What `@time` becomes while a note is written: `2026-05-04 14:05`. */
export const stamped = (text: string, now: Date): string => text.replace(/@time\b/gi, MINUTES.format(now));

/** A moment as it is read: `May 4, 2026, 2:05 PM`. */
export const moment = (rfc3339: string): string =>
  new Intl.DateTimeFormat(language.code, { dateStyle: "medium", timeStyle: "short" }).format(new Date(rfc3339));
