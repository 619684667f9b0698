// Long work that ends while the window stands behind another is told by the system, in words that name nobody.

import type { Backend } from "../backend/backend";
import { t } from "../i18n/i18n.svelte";
import { Kept } from "../kept/kept.svelte";
import type { ImportReport, Reread } from "../wire/wire";

/** Whoever waits longer looks at something else meanwhile. */
export const LONG_S = 10;

export class Ended {
  #backend: Backend;
  #now: () => number;
  #rereadSince: number | null = null;
  /** Whether a notification is wanted; the mark at the window comes anyway. */
  readonly notify = new Kept("notify", () => true);

  /** `now` is a clock in milliseconds. */
  constructor(backend: Backend, now: () => number = () => performance.now()) {
    this.#backend = backend;
    this.#now = now;
  }

  /** An import has ended. */
  async imported(report: ImportReport): Promise<void> {
    if (report.seconds <= LONG_S) return;
    const parts = report.groups.map(({ outcome, count }) => t("import:report.part", { outcome: t(`import:outcome.${outcome}.title`), n: count }));
    await this.#tell(t(report.cancelled ? "window.ended.stopped" : "window.ended.imported"), parts.join(" · "));
  }

  /** How far the pool is read again; the end of it is told when it took long. */
  async reread({ done, total }: Reread): Promise<void> {
    this.#rereadSince ??= this.#now();
    if (done < total) return;
    const seconds = (this.#now() - this.#rereadSince) / 1000;
    this.#rereadSince = null;
    if (seconds > LONG_S) await this.#tell(t("window.ended.reread"), t("window.ended.candidates", { count: total }));
  }

  async #tell(title: string, body: string): Promise<void> {
    try {
      await this.#backend.tellWorkEnded(title, body, this.notify.on);
    } catch {
      // What has ended is on the screen as well.
    }
  }
}
