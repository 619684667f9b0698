// A switch of the window that stays as it was left.

export class Kept {
  #key: string;
  #otherwise: () => boolean;
  #chosen = $state<boolean | null>(null);

  /** `otherwise` is how it stands, and may change by itself, until somebody chooses. */
  constructor(name: string, otherwise: () => boolean = () => false) {
    this.#key = `candela.${name}`;
    this.#otherwise = otherwise;
    const kept = localStorage.getItem(this.#key);
    this.#chosen = kept === null ? null : kept === "on";
  }

  get on(): boolean {
    return this.#chosen ?? this.#otherwise();
  }

  toggle(): void {
    this.#chosen = !this.on;
    localStorage.setItem(this.#key, this.#chosen ? "on" : "off");
  }
}
