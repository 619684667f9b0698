// The fonts of documents, which a morning goes through by the thousand.

/**
 * Lets fonts that nobody uses any more be forgotten. WebKit (2.50) keeps a font and its bytes for as long as the window lives once
 * `loaded` or `load()` of it was asked for, as pdf.js does: the window holds that promise, and the promise the font. Here they
 * answer without it: a font made from bytes is ready at once, and one of the system is loaded by the set that it is in.
 */
export function letFontsGo(): void {
  // In a browser without them there is nothing to let go.
  if (!("FontFace" in globalThis)) return;
  const font = FontFace.prototype;
  const { loaded, load } = Object.getOwnPropertyDescriptors(font);
  Object.defineProperties(font, {
    loaded: {
      get(this: FontFace) {
        return this.status === "loaded" ? Promise.resolve(this) : loaded.get?.call(this);
      },
    },
    load: {
      async value(this: FontFace) {
        if (!document.fonts.has(this)) return load.value?.call(this);
        await document.fonts.load(`1em ${this.family}`);
        if (this.status === "loaded") return this;
        throw new DOMException("the system has no such font", "NetworkError");
      },
    },
  });
}
