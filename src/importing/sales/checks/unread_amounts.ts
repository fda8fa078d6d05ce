import { storableText } from "../../cells/private_text.ts";
import type { Check, CheckedColumns } from "../../kind/check.ts";
import { plainName } from "../../kind/columns.ts";
import { ImportQuestion } from "../../kind/question.ts";

/** Amounts as files write them; whole numbers may be anything. */
const AMOUNT = /^[-(−]?\s*\p{Sc}?\s*\d[\d'’. ]*[.,]\d{1,2}\)?\s*\p{Sc}?-?$|^-\d+$/u;
const MOST_NAMED = 5;
/** Names of what is paid on top of a price. */
const ON_TOP =
  /extra|surcharge|zuschlag|aufpreis|supplement|recargo|service(charge|fee)|bedienung|^coperto|covercharge|modifiers?(price|amount|total|cost)|add-?ons?(price|amount|total)/;

/**
 * Names the columns with amounts that nothing reads, each with the first of them; what is paid on
 * top of the price that is read is a question.
 */
export function unreadAmounts(
  { kind, format, header, positions, unused, ignored }: CheckedColumns,
): Check | undefined {
  if (format.name !== "generic") return undefined;
  // Totals are compared with the price: see `unreadTotals`.
  const compared = positions.has("unit_price") ? ["line_total", "net"] : ["net"];
  const watched = new Set(
    unused.filter((at) =>
      !ignored.has(at) && !compared.includes(kind.guess?.(header[at] ?? "") ?? "")
    ),
  );
  const onTop = new Set(
    positions.has("unit_price")
      ? unused.filter((at) => ON_TOP.test(plainName(header[at] ?? "")))
      : [],
  );
  const seen = new Map<number, string>();
  return {
    observe({ line, fields }) {
      for (const at of watched) {
        const text = fields[at]?.trim() ?? "";
        const isAmount = AMOUNT.test(text) || onTop.has(at) && /^\d+$/.test(text);
        if (!isAmount || !/[1-9]/.test(text)) continue;
        seen.set(at, `${header[at]} (line ${line}: ${storableText(text, 20)})`);
        watched.delete(at);
      }
    },
    conclude() {
      const added = [...onTop].find((at) => seen.has(at));
      if (added !== undefined) throw question(seen.get(added) ?? "", header[added] ?? "");
      const found = [...seen].toSorted(([a], [b]) => a - b).map(([, text]) => text);
      if (found.length === 0) return [];
      const more = found.length - MOST_NAMED;
      return [
        `Columns with amounts that were not read: ${found.slice(0, MOST_NAMED).join(", ")}` +
        `${more > 0 ? ` and ${more} more` : ""}. If one of them changes what was paid, map it.`,
      ];
    },
  };
}

function question(seen: string, name: string): ImportQuestion {
  return new ImportQuestion(
    `Not read, though it probably adds to the price: ${seen}.`,
    "Map line_total=… to a column that has the whole price of the row, or say that this one does " +
      `not matter: --ignore "${name}".`,
  );
}
