import type { Reader } from "../../storage/database.ts";
import type { Row } from "../../storage/schema/schema.ts";
import { textKey } from "./guest_text.ts";

/** Days within which the same text at one place is the same review. */
const SAME_REVIEW_DAYS = 7;
/** Shorter texts ("Great!") are written by many guests. */
const TELLING_LENGTH = 20;

/** What is stored already, and what a file has said so far. */
export interface Known {
  /** Notes a piece and says why it is not new. */
  note(row: Row<"feedback">): "new" | "imported before" | "the same review from another source";
}

/** Reads what is stored: feedback of a restaurant is thousands of rows, not millions. */
export async function readKnown(reader: Reader): Promise<Known> {
  const ids = new Set<string>();
  const days = new Map<string, number[]>();
  const keyOf = ({ location_id, text }: Pick<Row<"feedback">, "location_id" | "text">) =>
    `${location_id}\n${textKey(text)}`;
  const dayOf = ({ business_date }: Pick<Row<"feedback">, "business_date">) =>
    Date.parse(business_date) / 86_400_000;
  const remember = (row: Row<"feedback">) => {
    ids.add(row.id);
    const key = keyOf(row);
    days.set(key, [...days.get(key) ?? [], dayOf(row)]);
  };
  const stored = await reader.selectFrom("feedback").selectAll().execute();
  const sources = new Map(stored.map((row) => [keyOf(row), row.channel]));
  stored.forEach(remember);
  return {
    note(row) {
      if (ids.has(row.id)) return "imported before";
      const near = (days.get(keyOf(row)) ?? []).some((day) =>
        Math.abs(day - dayOf(row)) <= SAME_REVIEW_DAYS
      );
      const before = sources.get(keyOf(row));
      sources.set(keyOf(row), row.channel);
      remember(row);
      if (!near || row.text.length < TELLING_LENGTH && before !== row.channel) return "new";
      return before === row.channel ? "imported before" : "the same review from another source";
    },
  };
}
