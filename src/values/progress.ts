/**
 * Hears how far a piece of work is. It is cheap and may be called often: what is passed on, and how
 * often, is its own affair.
 *
 * @param done The share that is done, 0 to 1; it never falls.
 * @param doing What is being done, as a person waiting for it would put it: "Writing the PDF".
 */
export type Progress = (done: number, doing: string) => void;

/** For work whose progress does not matter. */
export function noProgress(): void {}
