import { publicId, type RandomBytes } from "./public_id.ts";

const WIDTH = 9;

/**
 * An id for what is written all the time and named by nobody: later ones sort behind earlier ones,
 * so that an index grows at its end only. Milliseconds in base 36, then 41 random bits.
 */
export function orderedId(now: number = Date.now(), randomBytes?: RandomBytes): string {
  return now.toString(36).toUpperCase().padStart(WIDTH, "0") + publicId(randomBytes);
}
