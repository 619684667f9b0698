// Who reads documents: one worker after another, each for so many documents.

interface Reader<W> {
  worker: Promise<W>;
  /** Documents that it was asked to read. */
  asked: number;
  /** Those of them that are not closed. */
  open: Set<Reading<W>>;
}

/** A document that a worker reads. */
export interface Reading<W> {
  worker: Promise<W>;
  /** The document is closed. */
  end: () => void;
}

export class Readers<W> {
  #most: number;
  #start: () => Promise<W>;
  #stop: (worker: W) => void;
  #current: Reader<W> | null = null;

  /** A worker reads at most so many documents; what they leave behind in it goes with it, once all of them are closed. */
  constructor(most: number, start: () => Promise<W>, stop: (worker: W) => void) {
    this.#most = most;
    this.#start = start;
    this.#stop = stop;
  }

  /** Begins to read a document. */
  begin(): Reading<W> {
    const reader = (this.#current ??= this.#new());
    const reading = { worker: reader.worker, end: () => this.#end(reader, reading) };
    reader.open.add(reading);
    // The one after it is started ahead: to start takes as long as to draw a page.
    if (++reader.asked === this.#most) this.#current = this.#new();
    return reading;
  }

  #new(): Reader<W> {
    const reader = { worker: this.#start(), asked: 0, open: new Set<Reading<W>>() };
    // One that did not start is told by whoever waits for it, and is not asked again.
    reader.worker.catch(() => {
      if (this.#current === reader) this.#current = null;
    });
    return reader;
  }

  #end(reader: Reader<W>, reading: Reading<W>): void {
    if (!reader.open.delete(reading) || reader.open.size > 0 || reader.asked < this.#most) return;
    reader.worker.then(this.#stop, () => {});
  }
}
