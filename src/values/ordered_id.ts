import { publicId, type RandomBytes } from "./public_id.ts";

const WIDTH = 9;

/**
 * An id for rows that are written constantly and named by people never: later ones sort after
 * earlier ones, so that an index grows only at its end. Milliseconds in base 36, then 41 random
 * bits.
 */
export function orderedId(now: number = Date.now(), randomBytes?: RandomBytes): string {
  return now.toString(36).toUpperCase().padStart(WIDTH, "0") + publicId(randomBytes);
}
