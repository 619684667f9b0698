import { afterEach, expect, test, vi } from "vitest";

import { letFontsGo } from "./fonts";

/** As a browser's, which counts how often it made a promise. */
function browser(status: FontFaceLoadStatus, becomes = status) {
  const asked = { loaded: 0, load: 0 };
  class Font {
    status = status;
    readonly family = "g_d0_f1";
    get loaded() {
      asked.loaded += 1;
      return Promise.resolve(this);
    }
    async load() {
      asked.load += 1;
      return this;
    }
  }
  const font = new Font();
  const load = vi.fn(async () => ((font.status = becomes), [font]));
  vi.stubGlobal("FontFace", Font);
  Object.defineProperty(document, "fonts", { configurable: true, value: { has: (it: unknown) => it === font, load } });
  letFontsGo();
  return { font, asked, load, outside: new Font() };
}

afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(document, "fonts");
});

test("a font that is ready answers without a promise of the browser", async () => {
  const { font, asked } = browser("loaded");
  expect(await font.loaded).toBe(font);
  expect(asked.loaded).toBe(0);
});

test("a font that is still read is waited for as ever", async () => {
  const { font, asked } = browser("loading");
  expect(await font.loaded).toBe(font);
  expect(asked.loaded).toBe(1);
});

test("a font of the system is loaded by the set that it is in", async () => {
  const { font, asked, load } = browser("unloaded", "loaded");
  expect(await font.load()).toBe(font);
  expect(load).toHaveBeenCalledWith("1em g_d0_f1");
  expect(asked.load).toBe(0);
});

test("a font that the system has not fails, as ever", async () => {
  const { font } = browser("unloaded", "error");
  await expect(font.load()).rejects.toThrow("no such font");
});

test("a font in no set is loaded as ever", async () => {
  const { asked, outside } = browser("unloaded");
  expect(await outside.load()).toBe(outside);
  expect(asked.load).toBe(1);
});

test("a browser without fonts is left alone", () => {
  expect(letFontsGo).not.toThrow();
});
