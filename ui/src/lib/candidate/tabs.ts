// What can stand beside the page.

export const TABS = [
  { tab: "signals", title: "Signals" },
  { tab: "facts", title: "Facts" },
  { tab: "fit", title: "Fit" },
  { tab: "kit", title: "Interview" },
  { tab: "notes", title: "Notes" },
  { tab: "versions", title: "Versions" },
] as const;

export type Tab = (typeof TABS)[number]["tab"];

/** Ids by which a tab and its panel know each other. */
export const tabId = (tab: Tab): string => `tab-${tab}`;
export const panelId = (tab: Tab): string => `panel-${tab}`;
