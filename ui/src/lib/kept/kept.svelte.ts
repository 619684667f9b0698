// A switch of the window that stays as it was left.

export class Kept {
  #key: string;
  #on = $state(false);

  constructor(name: string, otherwise: boolean) {
    this.#key = `candela.${name}`;
    const kept = localStorage.getItem(this.#key);
    this.#on = kept === null ? otherwise : kept === "on";
  }

  get on(): boolean {
    return this.#on;
  }

  toggle(): void {
    this.#on = !this.#on;
    localStorage.setItem(this.#key, this.#on ? "on" : "off");
  }
}
