/** Waits until what was just changed is on the screen, so that what matters less does not hold it up. */
export const painted = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

/** Waits so many milliseconds. */
export const waited = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));
