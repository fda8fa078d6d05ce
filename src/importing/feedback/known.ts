import type { Reader } from "../../storage/database.ts";
import type { Row } from "../../storage/schema/schema.ts";
import { RowProblem } from "../cells/row_problem.ts";
import { textKey } from "./guest_text.ts";

/** Days within which the same text at one place is the same review. */
const SAME_REVIEW_DAYS = 7;
/** Shorter texts ("Great!") are written by many guests. */
const TELLING_LENGTH = 20;

const TWICE = "twice in this file";

/** What is stored already, and what a file has said so far. */
export interface Known {
  /**
   * The ids under which a piece is stored, or will be: another location may have one of the same
   * number.
   *
   * @param given The id that the file gives; empty if there is none.
   * @param fresh A new id.
   */
  idsOf(location: string, given: string, fresh: string): Pick<Row<"feedback">, "id" | "source_id">;
  /**
   * Notes a piece of the file and says what it is. `hasId` if the file gave the id: two guests of
   * one source who both write "Great!" differ in it.
   *
   * @throws {RowProblem} if another row of the file has its id and says something else.
   */
  note(row: Row<"feedback">, from: { readonly line: number; readonly hasId: boolean }): Standing;
}

/** Whether a piece is new, says something else than before, or why it is left out. */
export type Standing =
  | "new"
  | "corrected"
  | "imported before"
  | typeof TWICE
  | "the same review from another source";

/** Reads what is stored: feedback of a restaurant is thousands of rows, not millions. */
export async function readKnown(reader: Reader): Promise<Known> {
  const pieces = new Map<string, Row<"feedback">>();
  const ids = new Set<string>();
  const lines = new Map<string, number>();
  const added = new Set<string>();
  const days = new Map<string, number[]>();
  const sources = new Map<string, string>();
  // Signs alone are compared as they are, with the stars that say what they mean.
  const keyOf = ({ location_id, text, rating }: Row<"feedback">) =>
    `${location_id}\n${textKey(text) || `${text}\n${rating}`}`;
  const dayOf = ({ business_date }: Pick<Row<"feedback">, "business_date">) =>
    Date.parse(business_date) / 86_400_000;
  const remember = (row: Row<"feedback">) => {
    const key = keyOf(row);
    days.set(key, [...days.get(key) ?? [], dayOf(row)]);
    sources.set(key, row.channel);
    keep(row);
  };
  const keep = (row: Row<"feedback">) => {
    ids.add(row.id);
    pieces.set(sourceKey(row.location_id, row.source_id ?? row.id), row);
  };
  const stored = await reader.selectFrom("feedback").selectAll().execute();
  stored.forEach(remember);

  function standingOf(row: Row<"feedback">, stored: Row<"feedback">, line: number): Standing {
    const earlier = lines.get(row.id);
    lines.set(row.id, earlier ?? line);
    if (saysTheSame(row, stored)) return earlier === undefined ? "imported before" : TWICE;
    if (earlier !== undefined) {
      throw new RowProblem("id", `is on line ${earlier} already, with other values`);
    }
    keep(row);
    return "corrected";
  }

  return {
    idsOf(location, given, fresh) {
      if (given === "") return { id: fresh, source_id: null };
      const own = pieces.get(sourceKey(location, given));
      if (own !== undefined) return { id: own.id, source_id: own.source_id };
      return ids.has(given) ? { id: fresh, source_id: given } : { id: given, source_id: null };
    },
    note(row, { line, hasId }) {
      const stored = pieces.get(sourceKey(row.location_id, row.source_id ?? row.id));
      if (stored !== undefined) return standingOf(row, stored, line);
      lines.set(row.id, line);
      const near = (days.get(keyOf(row)) ?? []).some((day) =>
        Math.abs(day - dayOf(row)) <= SAME_REVIEW_DAYS
      );
      const before = sources.get(keyOf(row));
      const isShort = textKey(row.text).length < TELLING_LENGTH;
      if (!near || isShort && (hasId || before !== row.channel)) {
        remember(row);
        added.add(keyOf(row));
        return "new";
      }
      // The week is counted from the review that is kept.
      keep(row);
      if (before !== row.channel) return "the same review from another source";
      return added.has(keyOf(row)) ? TWICE : "imported before";
    },
  };
}

function sourceKey(location: string, id: string): string {
  return `${location}\n${id}`;
}

/** Whether a piece still says what it said. What a file does not say is not another thing. */
function saysTheSame(row: Row<"feedback">, stored: Row<"feedback">): boolean {
  return row.text === stored.text && (row.rating === null || row.rating === stored.rating) &&
    row.received_at === stored.received_at;
}
