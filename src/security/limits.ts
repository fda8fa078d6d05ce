import { RestaurantError } from "../values/errors.ts";
import { namedParts } from "../values/named_parts.ts";

/** How often something may be done. */
export interface Limit {
  readonly calls: number;
  /** Length of the window that slides along with the time. */
  readonly seconds: number;
}

/** Counts what is done, by key. Asynchronous, so that replicas can share one. */
export interface Limiter {
  /**
   * Counts one call, or refuses it: then it is not counted, and the whole seconds until the next
   * one is allowed come back, at least 1.
   */
  take(key: string, limit: Limit): Promise<number | undefined>;
}

/**
 * The limits of one caller, by class: each tool has one, and so have all its requests together. To
 * add a class, add it here; a tool names it as its `limit`.
 */
export const DEFAULT_LIMITS = {
  /** Tools that only read, resources and prompts. */
  read: { calls: 120, seconds: 60 },
  /** Tools that change something. */
  write: { calls: 30, seconds: 60 },
  /** Tools whose calls cost far more than others. */
  expensive: { calls: 5, seconds: 300 },
  /** HTTP requests of any kind. */
  http: { calls: 3000, seconds: 60 },
} as const satisfies Readonly<Record<string, Limit>>;

/** A limit for each class. */
export type Limits = Readonly<Record<keyof typeof DEFAULT_LIMITS, Limit>>;

/** A class that a tool can have. */
export type ToolLimit = Exclude<keyof Limits, "http">;

const LONGEST_SECONDS = 86_400;
const MOST_CALLS = 1_000_000;

/** Limits as `parseLimits` reads them. */
export function limitsText(limits: Limits): string {
  return Object.entries(limits).map(([name, { calls, seconds }]) => `${name}=${calls}/${seconds}`)
    .join(",");
}

/**
 * Limits as the command line writes them, such as `read=120/60,write=30/60` (calls, seconds): all, or
 * some of them; the others keep their defaults.
 *
 * @throws {RestaurantError} INVALID_INPUT naming the part that cannot be read, or is there twice.
 */
export function parseLimits(text: string): Limits {
  return { ...DEFAULT_LIMITS, ...Object.fromEntries(namedParts(text).map(parseLimit)) };
}

function parseLimit(part: string): [keyof Limits, Limit] {
  const [, name = "", calls = "", seconds = ""] = /^(\w+)=(\d{1,7})\/(\d{1,5})$/.exec(part) ?? [];
  const limit = { calls: Number(calls), seconds: Number(seconds) };
  const isValid = isName(name) && limit.calls >= 1 && limit.calls <= MOST_CALLS &&
    limit.seconds >= 1 && limit.seconds <= LONGEST_SECONDS;
  if (isValid) return [name, limit];
  throw new RestaurantError("INVALID_INPUT", `The rate limit '${part}' cannot be read.`, {
    hint: `Write ${limitsText(DEFAULT_LIMITS)}, or some of these: calls, a slash, seconds.`,
  });
}

function isName(name: string): name is keyof Limits {
  return Object.hasOwn(DEFAULT_LIMITS, name);
}
