import { RestaurantError } from "../values/errors.ts";

/** The number and hash of one entry of the audit, which also cover all entries before it. */
export interface Seal {
  readonly sequence: number;
  readonly hash: string;
}

/** A seal as its owner keeps it: `1234:` and 64 hexadecimal digits. */
export function sealText({ sequence, hash }: Seal): string {
  return `${sequence}:${hash}`;
}

/**
 * Reads a seal back.
 *
 * @throws {RestaurantError} INVALID_INPUT for anything else.
 */
export function parseSeal(text: string): Seal {
  const [, sequence, hash] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text.trim()) ?? [];
  if (sequence !== undefined && hash !== undefined) return { sequence: Number(sequence), hash };
  throw new RestaurantError("INVALID_INPUT", `The seal '${text.slice(0, 100)}' cannot be read.`, {
    hint: "A seal is a number, a colon and 64 hexadecimal digits, as `audit verify` prints it.",
  });
}
