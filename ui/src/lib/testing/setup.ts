// What the window has and jsdom lacks, as far as components ask for it.

import { configure } from "@testing-library/svelte";
import { vi } from "vitest";

// A loaded machine is slow, not wrong.
configure({ asyncUtilTimeout: 10_000 });

Element.prototype.scrollIntoView = vi.fn();
Element.prototype.scrollTo = vi.fn();

globalThis.IntersectionObserver = class {
  readonly root = null;
  readonly rootMargin = "";
  readonly scrollMargin = "";
  readonly thresholds = [];
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
  takeRecords(): IntersectionObserverEntry[] {
    return [];
  }
};

globalThis.ResizeObserver = class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};

window.matchMedia ??= (query) => ({ ...new EventTarget(), matches: false, media: query, addEventListener: vi.fn() }) as never;

File.prototype.text ??= function (this: File) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error("not read"));
    reader.readAsText(this);
  });
};

// A modal dialog is an open one, as far as tests can tell.
HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
  this.open = false;
};

vi.stubGlobal("CSS", { escape: (text: string) => text.replace(/["\\]/g, "\\$&") });
