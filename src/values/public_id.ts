const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** The form of every public id: eight capital letters or digits. */
export const PUBLIC_ID = /^[A-Z0-9]{8}$/;

/** The source of randomness for ids: bytes uniform in 0..255. */
export type RandomBytes = (length: number) => Uint8Array;

const secureBytes: RandomBytes = (length) => crypto.getRandomValues(new Uint8Array(length));

/** A random public id, about 41 bits. Bytes of 252 and above are refused to keep it uniform. */
export function publicId(randomBytes: RandomBytes = secureBytes): string {
  let id = "";
  while (id.length < 8) {
    for (const byte of randomBytes(16)) {
      if (byte < 252 && id.length < 8) id += ALPHABET[byte % 36];
    }
  }
  return id;
}

/** A part of all ids in their order, from 0 to 1: `{ from: 0.5, to: 1 }` is the later half. */
export interface IdRange {
  readonly from: number;
  readonly to: number;
}

/** How many ids there are. */
const IDS = 36 ** 8;
/** As many random bits as a number takes. */
const RANDOM = 2 ** 48;

/**
 * Random public ids within a range, in their order, perhaps one of them twice; ids are ordered as the
 * numbers of base 36 that they are.
 *
 * @param count At most 8192: so many bytes are drawn at once.
 */
export function publicIdsWithin({ from, to }: IdRange, count: number): string[] {
  const first = Math.min(Math.floor(from * IDS), IDS - 1);
  const width = Math.max(Math.floor(to * IDS) - first, 1);
  const halves = crypto.getRandomValues(new Uint32Array(2 * count));
  const numbers = Float64Array.from({ length: count }, (_, at) => {
    const random = ((halves[2 * at] ?? 0) & 0xffff) * 2 ** 32 + (halves[2 * at + 1] ?? 0);
    return first + Math.floor(random / RANDOM * width);
  }).sort();
  return Array.from(numbers, idOfNumber);
}

/** How many texts four characters can be. */
const HALF = 36 ** 4;

/** In two halves, because a number of 32 bits becomes text several times as fast. */
function idOfNumber(number: number): string {
  return fourCharacters(Math.floor(number / HALF)) + fourCharacters(number % HALF);
}

/** A one in front keeps the zeros. */
function fourCharacters(number: number): string {
  return (HALF + number).toString(36).slice(1).toUpperCase();
}
