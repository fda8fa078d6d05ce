import { RestaurantError } from "../values/errors.ts";
import { membersOf } from "./members_of.ts";
import type { Message, Parcel } from "./message.ts";
import { MOST_SUBSCRIPTIONS } from "./updates.ts";

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
    { hint: "Send fewer at once." },
  );
}

/** Longer than the ids that clients count or draw. */
const LONGEST_ID = 200;

/** More messages than any client needs to send at once. */
const MOST_IN_BATCH = 100;

/** What is excessive about a message or batch, for people. */
export function excessOf({ isBatch, messages }: Parcel): string | undefined {
  if (isBatch && messages.length > MOST_IN_BATCH) {
    return `A batch must not exceed ${MOST_IN_BATCH} messages.`;
  }
  return messages.map(excessOfOne).find(Boolean);
}

/**
 * Ids come back with every answer and update, and a subscription is compared with every event: both
 * are bounded.
 */
function excessOfOne({ id, params }: Message): string | undefined {
  if (typeof id === "string" && id.length > LONGEST_ID) {
    return `The id is longer than ${LONGEST_ID} characters.`;
  }
  const { resourceSubscriptions } = membersOf(params.notifications);
  return Array.isArray(resourceSubscriptions) && resourceSubscriptions.length > MOST_SUBSCRIPTIONS
    ? `There are more than ${MOST_SUBSCRIPTIONS} subscriptions.`
    : undefined;
}
