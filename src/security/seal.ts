import { HOUSE } from "../storage/schema/house.ts";
import { RestaurantError } from "../values/errors.ts";

/** The number and hash of one entry of a chain, which also cover all entries before it. */
export interface Seal {
  /** The location whose chain it is, or the house. */
  readonly location_id: string;
  readonly sequence: number;
  readonly hash: string;
}

/** Seals as their owner keeps them: `1234:` and 64 hexadecimal digits; of locations, `harbour@88:…`. */
export function sealText(seals: readonly Seal[]): string {
  return seals.map(({ location_id, sequence, hash }) => {
    const chain = location_id === HOUSE ? "" : `${encodeURIComponent(location_id)}@`;
    return `${chain}${sequence}:${hash}`;
  }).join();
}

const FORM = /^(?:([^@]+)@)?([1-9]\d{0,14}):([0-9a-f]{64})$/;

/**
 * Reads seals back.
 *
 * @throws {RestaurantError} INVALID_INPUT for anything else.
 */
export function parseSeal(text: string): Seal[] {
  return text.trim().split(",").map((one) => {
    const [, chain, sequence, hash] = FORM.exec(one) ?? [];
    const location_id = chain === undefined ? HOUSE : locationIn(chain);
    if (sequence === undefined || hash === undefined || location_id === undefined) {
      throw unreadable(text);
    }
    return { location_id, sequence: Number(sequence), hash };
  });
}

function locationIn(chain: string): string | undefined {
  try {
    return decodeURIComponent(chain);
  } catch {
    return undefined;
  }
}

function unreadable(text: string): RestaurantError {
  return new RestaurantError(
    "INVALID_INPUT",
    `The seal '${text.slice(0, 100)}' cannot be read.`,
    {
      hint: "A seal is a number, a colon and 64 hexadecimal digits for each chain, separated by " +
        "commas, as `audit verify` prints it.",
    },
  );
}
