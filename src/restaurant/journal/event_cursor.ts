import { isWithin, type Numbers } from "../../storage/location_counters.ts";
import { bytesFromBase64Url, bytesToBase64Url } from "../../values/base64url.ts";
import { digestOf } from "../../values/digest.ts";
import { RestaurantError } from "../../values/errors.ts";

/** The first byte: no number of digits begins like its letter. */
const VERSION = 1;
/** The same in a database that was restored: its epoch comes before the numbers. */
const VERSION_WITH_EPOCH = 2;
/** Bytes of the sum that finds a cursor that was cut off or made up. */
const SUM_BYTES = 3;
/** Bytes that stand for a location, however long its id. */
const NAME_BYTES = 3;

/** The longest cursor: more locations than any caller watches at once. */
export const LONGEST_CURSOR = 100_000;

/**
 * How far the events of several locations were read, as a short opaque text.
 *
 * @param epoch That of the database (`readEpoch`), for a text that may outlive it.
 */
export function eventCursor({ base, own }: Numbers, epoch = 0): string {
  const numbers = [...own].filter(([, number]) => number !== base).sort()
    .flatMap(([location, number]) => [...nameOf(location), ...digitsOf(number)]);
  const content = [...(epoch === 0 ? [] : digitsOf(epoch)), ...digitsOf(base), ...numbers];
  const version = epoch === 0 ? VERSION : VERSION_WITH_EPOCH;
  return bytesToBase64Url([version, ...sumOf(version, content), ...content]);
}

/**
 * Up to where events were read. A plain number is one of the days when all locations counted
 * together.
 *
 * @param last The last numbers there are.
 * @param database.locations Those that may have events. Just after an upgrade some have no number of
 * their own.
 * @param database.epoch Its epoch, if the text may be from before it was restored.
 * @throws {RestaurantError} INVALID_INPUT for a text that no cursor of this database is.
 */
export function readUpTo(
  cursor: string,
  last: Numbers,
  { locations = [...last.own.keys()], epoch = 0 }: {
    readonly locations?: readonly string[];
    readonly epoch?: number;
  } = {},
): Numbers {
  const isPlain = /^\d{1,15}$/.test(cursor);
  if (isPlain && epoch !== 0) throw foreign();
  const upTo = isPlain
    ? { base: Number(cursor), own: new Map<string, number>() }
    : numbersIn(cursor, locations, epoch);
  // Digits without end are no number.
  if (!isWithin(upTo, last)) throw foreign();
  return upTo;
}

function numbersIn(cursor: string, locations: readonly string[], epoch: number): Numbers {
  const bytes = bytesFromBase64Url(cursor);
  const content = bytes.slice(1 + SUM_BYTES);
  const sum = bytes.slice(1, 1 + SUM_BYTES);
  const version = epoch === 0 ? VERSION : VERSION_WITH_EPOCH;
  if (bytes[0] !== version || `${sum}` !== `${sumOf(version, content)}`) throw foreign();
  let at = 0;
  const takeByte = () => content[at++] ?? 0;
  if (epoch !== 0 && takeNumber(takeByte) !== epoch) throw foreign();
  const base = takeNumber(takeByte);
  const numbers = new Map<string, number[]>();
  while (at < content.length) {
    const name = `${Array.from({ length: NAME_BYTES }, takeByte)}`;
    numbers.getOrInsertComputed(name, () => []).push(takeNumber(takeByte));
  }
  const own = new Map<string, number>();
  for (const [name, ids] of Map.groupBy(locations, (location) => `${nameOf(location)}`)) {
    const named = numbers.get(name) ?? [];
    // Two locations of one name: an event is told again rather than missed.
    const number = Math.min(...named, ...(named.length < ids.length ? [base] : []));
    for (const id of ids) own.set(id, number);
  }
  return { base, own };
}

function nameOf(location: string): number[] {
  return firstBytes(digestOf(location), NAME_BYTES);
}

function sumOf(version: number, content: readonly number[]): number[] {
  const summed = version === VERSION ? content : [version, ...content];
  return firstBytes(digestOf({ events: summed }), SUM_BYTES);
}

function firstBytes(digest: string, count: number): number[] {
  return Array.from({ length: count }, (_, at) => parseInt(digest.slice(2 * at, 2 * at + 2), 16));
}

/** Seven bits a byte, the lowest first; all but the last have their highest bit set. */
function digitsOf(number: number): number[] {
  return number < 128 ? [number] : [number % 128 + 128, ...digitsOf(Math.floor(number / 128))];
}

/** Takes the number that the next bytes are; infinity is more than any counter has. */
function takeNumber(takeByte: () => number): number {
  let number = 0;
  for (let unit = 1; unit < Number.MAX_SAFE_INTEGER; unit *= 128) {
    const digit = takeByte();
    number += digit % 128 * unit;
    if (digit < 128) return number;
  }
  return Infinity;
}

function foreign(): RestaurantError {
  const problem = "This is no cursor of this restaurant's events; if a backup was restored, none " +
    "from before is. Read restaurant://live_orders for the current state, and go on from its " +
    "cursor, unchanged.";
  return new RestaurantError("INVALID_INPUT", `since: ${problem}`, {
    fields: [{ field: "since", problem }],
  });
}
