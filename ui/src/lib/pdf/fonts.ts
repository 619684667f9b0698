// The fonts of documents, which a morning goes through by the thousand.

/**
 * Lets fonts that nobody uses any more be forgotten. WebKit (2.50) keeps a font and its bytes for as long as the window lives once
 * `loaded` or `load()` of it was asked for, as pdf.js does: the window holds that promise, and the promise the font. Here they
 * answer without it: a font made from bytes is ready at once, and one of the system is loaded by the set that it is in.
 */
export function letFontsGo(): void {
  const fonts = document.fonts as FontFaceSet | undefined;
  const font = (globalThis.FontFace as typeof FontFace | undefined)?.prototype;
  const loaded = font && Object.getOwnPropertyDescriptor(font, "loaded")?.get;
  const load = font && Object.getOwnPropertyDescriptor(font, "load")?.value;
  if (!fonts || !font || !loaded || !load) return;
  Object.defineProperties(font, {
    loaded: {
      get(this: FontFace) {
        return this.status === "loaded" ? Promise.resolve(this) : loaded.call(this);
      },
    },
    load: {
      async value(this: FontFace) {
        if (!fonts.has(this)) return load.call(this);
        await fonts.load(`1em ${this.family}`);
        if (this.status === "loaded") return this;
        throw new DOMException("the system has no such font", "NetworkError");
      },
    },
  });
}
