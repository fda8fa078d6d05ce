import type { JSONRPCMessage } from "@modelcontextprotocol/server";
import { membersOf } from "./members_of.ts";

/** Members with which a client names its own requests: they come back as they were written. */
const NAMES = ["id", "requestId", "progressToken"];

/** Precedes the digits of a number that JavaScript cannot represent; unguessable. */
const MARK = `${crypto.randomUUID()}:`;

/** Only a text with this many digits in a row can contain such a number. */
const MANY_DIGITS = /\d{16}/;

/**
 * Parses JSON; of numbers that name requests and are too large for JavaScript it keeps the digits.
 *
 * @throws {SyntaxError}
 */
export function parseExactly(text: string): unknown {
  return MANY_DIGITS.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
}

function keepDigits(name: string, value: unknown, context?: { readonly source?: string }): unknown {
  const isLost = typeof value === "number" && !Number.isSafeInteger(value) && NAMES.includes(name);
  const { source = "" } = context ?? {};
  return isLost && /^-?\d+$/.test(source) ? `${MARK}${source}` : value;
}

/** A message whose kept digits are numbers again once it is written as JSON. */
export function withExactNumbers(message: JSONRPCMessage): JSONRPCMessage {
  const { id, params } = membersOf(message);
  if (!isKept(id) && !NAMES.some((name) => isKept(membersOf(params)[name]))) return message;
  const exact = { ...message, ...exactMembers(message) };
  return params === undefined
    ? exact
    : { ...exact, params: { ...membersOf(params), ...exactMembers(params) } };
}

function isKept(value: unknown): value is string {
  return typeof value === "string" && value.startsWith(MARK);
}

function exactMembers(object: unknown): Record<string, unknown> {
  const members = Object.entries(membersOf(object)).filter(([name]) => NAMES.includes(name));
  return Object.fromEntries(
    members.map(([name, value]) => [name, isKept(value) ? rawNumber(value) : value]),
  );
}

/** TypeScript does not know it yet. */
interface RawJson {
  rawJSON(text: string): unknown;
}

function rawNumber(kept: string): unknown {
  return (JSON as JSON & RawJson).rawJSON(kept.slice(MARK.length));
}
