import { publicId, type RandomBytes } from "./public_id.ts";

const WIDTH = 9;
/** As many as an id uses, unless some of them are refused. */
const BYTES_OF_AN_ID = 16;

/** The millisecond of the last ids of this process. */
let last = 0;

/**
 * Ids for rows that are written constantly and named by people never: later ones sort after earlier
 * ones, so that an index grows only at its end and what was written first comes first. Milliseconds
 * in base 36, then 41 random bits.
 *
 * @param now Its default is a millisecond that no earlier call had, even if the clock steps back.
 */
export function orderedIds(
  count: number,
  now: number = last = Math.max(Date.now(), last + 1),
): string[] {
  const time = now.toString(36).toUpperCase().padStart(WIDTH, "0");
  const random = randomPieces(count * BYTES_OF_AN_ID);
  return Array.from({ length: count }, () => time + publicId(random)).sort();
}

/** Random bytes piece by piece, asked for together: asking takes longer than the bytes do. */
function randomPieces(expected: number): RandomBytes {
  let bytes = crypto.getRandomValues(new Uint8Array(expected));
  let used = 0;
  return (length) => {
    if (used + length > bytes.length) {
      bytes = crypto.getRandomValues(new Uint8Array(Math.max(expected, length)));
      used = 0;
    }
    used += length;
    return bytes.subarray(used - length, used);
  };
}
