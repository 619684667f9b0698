import { beforeEach, expect, test } from "vitest";
import { CATALOGUES } from "./catalogues";
import { language, t } from "./i18n.svelte";

beforeEach(() => language.choose("en"));

/** Every text with the way to it; forms of number are one text. */
function texts(catalogue: object, at = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(catalogue)) {
    const path = `${at}${key}`;
    if (typeof value === "string") found.set(path, value);
    else texts(value as object, `${path}.`).forEach((text, under) => found.set(under, text));
  }
  return found;
}

const holes = (text = "") => [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name).sort();

test("every language has the same texts with the same holes", () => {
  const english = texts(CATALOGUES.en);
  for (const [code, catalogue] of Object.entries(CATALOGUES)) {
    const other = texts(catalogue);
    expect([...other.keys()].sort(), code).toEqual([...english.keys()].sort());
    for (const [key, text] of other) {
      expect(text.trim(), `${code} ${key}`).not.toBe("");
      expect(holes(text), `${code} ${key}`).toEqual(holes(english.get(key)));
    }
  }
});

test("a choice of language changes what is said, and numbers with it", () => {
  const said = () => t("triage.toast.decided", { count: 2418, decision: "x" });
  expect(said()).toBe("2,418 candidates: x");
  language.choose("de");
  expect(said()).toBe("2.418 Personen: x");
  expect(document.documentElement.lang).toBe("de");
});

test("words with a count that were said before are said anew in another language", () => {
  const said = () => [1, 3, 1, 3].map((count) => t("units:signal.green", { count }));
  expect(said()).toEqual(["1 green signal", "3 green signals", "1 green signal", "3 green signals"]);
  language.choose("de");
  const [one, several] = said();
  expect([one, several]).toEqual([expect.stringContaining("1 "), expect.stringContaining("3 ")]);
  expect(one).not.toBe("1 green signal");
});

test("one is not several", () => {
  expect(t("triage.toast.decided", { count: 1, name: "Ines", decision: "Maybe" })).toBe("Ines: Maybe");
});
