// The colours of the window for what is drawn on a canvas, which knows no stylesheets.

/** The value of a custom property where an element stands. */
export const colour = (element: Element, name: string): string => getComputedStyle(element).getPropertyValue(name).trim();

/** Calls back whenever the window turns light or dark. Gives what ends it. */
export function followTheme(onturn: () => void): () => void {
  const turned = new MutationObserver(onturn);
  turned.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => turned.disconnect();
}
