import { nextTurn } from "../values/next_turn.ts";

/**
 * Awaited by long rendering between its slices, so that others run and the work can be given up.
 *
 * @param done The share that is done, 0 to 1.
 */
export type Pause = (done: number) => Promise<void>;

/** A pause for rendering that is not followed by anyone. */
export async function pauseOnly(): Promise<void> {
  await nextTurn();
}
