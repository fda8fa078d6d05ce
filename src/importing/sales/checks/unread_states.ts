import { meaningOf } from "../../cells/row_words.ts";
import { storableText } from "../../cells/private_text.ts";
import type { Check, CheckedColumns } from "../../kind/check.ts";
import { ImportQuestion } from "../../kind/question.ts";
import { mapFlag, mappingOf, withColumn } from "../../kind/map_flag.ts";

/** What such a column holds is no state, even if it begins with such a word. */
const OTHER = ["item", "category", "variation", "payment_method", "location"];
/** A state is a word or two. */
const STATE = /^\S{1,20}( \S{1,12})?$/u;
const LONGEST = 34;

function undoesSale(text: string): boolean {
  return (text.length > 2 || /\P{ASCII}/u.test(text)) && !/\d/.test(text) && STATE.test(text) &&
    /^(void|refund)$/.test(meaningOf(text) ?? "");
}

/** Who has such a reason was not sold. */
const OF_VOIDS = /void|cancel|refund/i;
const NOTHING = /^(-|none|n\/?a|no)?$/i;

/**
 * Columns that nothing reads and that say in a row that it was void, refunded or declined, whatever
 * they are called.
 */
export function unreadStates(columns: CheckedColumns): Check | undefined {
  const { kind, format, positions, header, unused, ignored } = columns;
  if (format.name !== "generic") return undefined;
  const watched = unused.filter((at) =>
    !ignored.has(at) && !OTHER.includes(kind.guess?.(header[at] ?? "") ?? "")
  );
  const reasons = positions.has("status") || positions.has("type")
    ? []
    : (positions.get("reason") ?? []).filter((at) =>
      !ignored.has(at) && OF_VOIDS.test(header[at] ?? "")
    );
  let seen: { readonly at: number; readonly line: number; readonly text: string } | undefined;
  return {
    observe({ line, fields }) {
      if (seen !== undefined) return;
      const reason = reasons.find((at) => !NOTHING.test(fields[at]?.trim() ?? ""));
      if (reason !== undefined) seen = { at: reason, line, text: fields[reason] ?? "" };
      for (const at of watched) {
        const text = fields[at]?.trim() ?? "";
        if (text.length > LONGEST || !undoesSale(text)) continue;
        seen = { at, line, text };
        return;
      }
    },
    conclude() {
      if (seen === undefined) return [];
      const name = header[seen.at] ?? "";
      const field = positions.has("status") ? "type" : "status";
      const map = withColumn(mappingOf(columns), field, name);
      throw new ImportQuestion(
        `${name} is not read, though it says '${
          storableText(seen.text, 30)
        }' on line ${seen.line}.`,
        `Say what it is, ${mapFlag(map)}, or that it does not matter: --ignore "${name}".`,
      );
    },
  };
}
