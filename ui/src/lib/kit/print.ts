// Printing a page of its own through the system's dialog, where it can be saved as PDF too.

/** Prints a page that holds text and a style sheet. It stands in the window only while it is printed, apart from its styles. */
export function printPage(html: string): void {
  const page = new DOMParser().parseFromString(html, "text/html");
  const host = document.createElement("div");
  host.className = "on-paper";
  const shadow = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  const styles = [...page.querySelectorAll("style")].map(({ textContent }) => textContent).join("\n");
  sheet.replaceSync(styles.replace(/(^|[\s}])body(?=\s*\{)/g, "$1.body"));
  shadow.adoptedStyleSheets = [sheet];
  const body = document.createElement("div");
  body.className = "body";
  body.append(...page.body.childNodes);
  shadow.append(body);
  document.body.append(host);
  addEventListener("afterprint", () => host.remove(), { once: true });
  print();
}
