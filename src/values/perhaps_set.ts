/**
 * A set of texts, each within a space, of a fixed size in memory: what it does not hold, was not
 * added for sure.
 */
export interface PerhapsSet {
  add(space: string, text: string): void;
  /** False for a text that was not added; true for one that was, and for few others. */
  mayHave(space: string, text: string): boolean;
}

/** Two megabytes: of a million texts, six in a hundred others are taken for one of them. */
const BITS = 2 ** 24;

/** A set that holds nothing yet. */
export function perhapsSet(): PerhapsSet {
  const bytes = new Uint8Array(BITS / 8);
  return {
    add(space, text) {
      const bit = bitOf(space, text);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | 1 << (bit & 7);
    },
    mayHave(space, text) {
      const bit = bitOf(space, text);
      return ((bytes[bit >> 3] ?? 0) & 1 << (bit & 7)) !== 0;
    },
  };
}

/** Source: FNV-1a, 32 bits, folded to the size of the set. */
function bitOf(space: string, text: string): number {
  const hash = hashOf(text, hashOf(space, 0x811c9dc5));
  return (hash ^ hash >>> 24) & BITS - 1;
}

function hashOf(text: string, start: number): number {
  let hash = start;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash;
}
