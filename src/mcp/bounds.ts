import { RestaurantError } from "../values/errors.ts";

/** More than any argument of any tool holds. */
const MOST_ELEMENTS = 1000;

/**
 * Refuses arguments with too many values before any schema walks them: checking 300,000 elements
 * one by one costs a server more than sending them costs a client.
 *
 * @throws {RestaurantError} INVALID_INPUT
 */
export function assertBounded(args: unknown): void {
  const open: unknown[] = [args];
  for (let count = 1; open.length > 0; count++) {
    if (count > MOST_ELEMENTS) throw tooMany();
    const value = open.pop();
    if (typeof value !== "object" || value === null) continue;
    const members = Array.isArray(value) ? value : Object.values(value);
    if (members.length > MOST_ELEMENTS) throw tooMany();
    open.push(...members);
  }
}

function tooMany(): RestaurantError {
  return new RestaurantError(
    "INVALID_INPUT",
    `The arguments hold more than ${MOST_ELEMENTS} values.`,
    { hint: "Send fewer at a time." },
  );
}
