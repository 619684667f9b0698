// Notes as they are shown: Markdown without HTML, links and pictures, which would lead out of the window. Comes with the first notes: without
// it the list is on the screen sooner.

import MarkdownIt from "markdown-it";

const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true, typographer: false }).disable([
  "image",
  "link",
  "autolink",
  "html_block",
  "html_inline",
]);

/** The note as HTML that holds nothing but text and its emphasis. */
export const rendered = (text: string): string => markdown.render(text);
