import { setImmediate } from "node:timers";

/** Lets everything else that waits run first: long work awaits it between its slices. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
