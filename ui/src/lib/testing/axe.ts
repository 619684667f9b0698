// Holds what is on the screen to the rules of accessibility that can be told without painting it.

import axe from "axe-core";

/** The faults found beneath an element, a line each; colours are left to the window's own tests, for nothing is painted here. */
export async function faults(element: Element): Promise<string[]> {
  const { violations } = await axe.run(element, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
