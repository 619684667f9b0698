// Long parts of the screen: their start is drawn sooner than all of them.

import { painted } from "./painted";

/** Tells when all of a part is to be drawn: once what its component drew first is on the screen. Called where the component is made. */
export class Start {
  #all = $state(false);

  constructor() {
    $effect(() => void painted().then(() => (this.#all = true)));
  }

  get all(): boolean {
    return this.#all;
  }
}
