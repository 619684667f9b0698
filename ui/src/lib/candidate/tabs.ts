// What can stand beside the page.

export const TABS = ["signals", "facts", "github", "fit", "kit", "notes", "versions"] as const;

export type Tab = (typeof TABS)[number];

/** Ids by which a tab and its panel know each other. */
export const tabId = (tab: Tab): string => `tab-${tab}`;
export const panelId = (tab: Tab): string => `panel-${tab}`;
