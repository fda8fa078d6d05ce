import type { Check, CheckedColumns } from "../../kind/check.ts";
import { ImportQuestion } from "../../kind/question.ts";
import { mapFlag, mappingOf, withColumn } from "../../kind/map_flag.ts";

const COUNT = /^[1-9]\d?$/;
/** What such columns hold is no number of pieces sold. */
const OTHER = new RegExp(
  "(^|[^a-z])(ids?|code|sku|plu|ean|gtin|barcode|table|tisch|mesa|seat|guests?|covers?|pax|persons?|" +
    "people|rating|stars?|score|week|month|year|day|weekday|date|hour|minutes?|mins?|seconds?|secs?|" +
    "duration|zip|plz|postcode|phone|shift|floor|room|station|terminal|till|register|pos|store|branch|" +
    "shop|customer|client|server|waiter|cashier|employee|user|age|time|index|row|line|rank|priority|" +
    "percent|pct|rate|points?|delay|distance|temp(erature)?|shelf|bin|slot|tray|level|lane|zone|position|stock|version|size|calories|kcal)([^a-z]|$)|%",
  "i",
);
/** Columns that the user mapped to nothing else than a number to show. */
const SHOWN = ["number"] as const;

/**
 * Without a quantity every row sells one piece. A column of small numbers that nothing reads, in
 * any language, may say otherwise.
 */
export function unreadCounts(columns: CheckedColumns): Check | undefined {
  const { kind, format, positions, header, unused, ignored, isMapped } = columns;
  if (format.name !== "generic" || positions.has("quantity")) return undefined;
  if (!positions.has("unit_price")) return undefined;
  const shown = isMapped ? [] : SHOWN.flatMap((field) => positions.get(field) ?? []);
  const watched = new Set([...unused, ...shown].filter((at) => {
    const name = header[at] ?? "";
    return !ignored.has(at) && !OTHER.test(name) &&
      /^(number|line_total)?$/.test(kind.guess?.(name) ?? "");
  }));
  const seen = new Map<number, { line: number; text: string }>();
  return {
    observe({ line, fields }) {
      for (const at of watched) {
        const text = fields[at]?.trim() ?? "";
        if (text === "") continue;
        if (!COUNT.test(text)) watched.delete(at);
        else if (text !== "1" && !seen.has(at)) seen.set(at, { line, text });
      }
    },
    conclude() {
      const [at] = [...watched].filter((one) => seen.has(one));
      const found = seen.get(at ?? -1);
      if (at === undefined || found === undefined) return [];
      const name = header[at] ?? "";
      const map = withColumn(mappingOf(columns), "quantity", name);
      throw new ImportQuestion(
        `No column is read as the quantity, and ${name} has small numbers (line ${found.line}: ` +
          `${found.text}).`,
        `Say that it is the quantity, ${mapFlag(map)}, or that it does not matter: ` +
          `--ignore "${name}".`,
      );
    },
  };
}
