// How the page is looked at: how large, which way up, as drawn or as text, with what nobody is meant to see.

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3] as const;

export class PageLook {
  /** Of the width there is. */
  #zoom = $state<number>(1);
  #turns = $state(0);
  #asText = $state(false);
  #hidden = $state(false);

  get zoom(): number {
    return this.#zoom;
  }

  /** Quarter turns, clockwise. */
  get turns(): number {
    return this.#turns;
  }

  get asText(): boolean {
    return this.#asText;
  }

  /** Whether text that nobody sees is made visible. */
  get hidden(): boolean {
    return this.#hidden;
  }

  get largest(): boolean {
    return this.#zoom === ZOOMS.at(-1);
  }

  get smallest(): boolean {
    return this.#zoom === ZOOMS[0];
  }

  zoomBy(step: 1 | -1): void {
    const at = ZOOMS.findIndex((zoom) => zoom === this.#zoom);
    this.#zoom = ZOOMS[at + step] ?? this.#zoom;
  }

  /** As wide as there is room. */
  fit(): void {
    this.#zoom = 1;
  }

  turn(): void {
    this.#turns = (this.#turns + 1) % 4;
  }

  showText(asText: boolean): void {
    this.#asText = asText;
  }

  toggleHidden(): void {
    this.#hidden = !this.#hidden;
  }

  /** Another candidate's page stands upright; how large it is and whether it is text stays as it was wanted. */
  settle(): void {
    this.#turns = 0;
    this.#hidden = false;
  }
}
