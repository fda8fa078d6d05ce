import { periodText } from "../../../values/period.ts";
import { columns } from "../../../report/columns.ts";
import type { Figure, Section, TableBlock, Value } from "../../../report/model.ts";
import { toText } from "../../../report/to_text.ts";
import { formatDecimal, minorDigits } from "../../../values/money.ts";
import { isAmount } from "./amount_names.ts";
import type { AnalyticsAnswer } from "./analytics_answer.ts";

type Part = AnalyticsAnswer["sections"][number];

/** An analysis in words and small tables, for clients that show only text. */
export function analyticsText(answer: AnalyticsAnswer): string {
  const { location, currency, complete, cached, as_of, findings, sections, notes, basis } = answer;
  const title = `${periodText(answer)}, ${location === "all" ? "all locations" : location}, ` +
    `amounts in ${currency === "several" ? "several currencies" : currency}${
      complete ? "" : ", incomplete"
    }` +
    `${cached ? `, computed ${as_of}` : ""}:`;
  return toText({
    title,
    sections: [
      { blocks: [{ type: "list", items: findings }] },
      ...sections.map((part) => toSection(part, currency)),
    ],
    notes: [...notes, `Basis: ${basis} As of ${as_of}.`],
    basis: [],
  });
}

function toSection(
  { section, currency: own, findings, figures, tables, notes, see_more }: Part,
  common: string,
): Section {
  const currency = own ?? common;
  // Drivers of a change are in money, also those of days and orders.
  const isMoney = (name: string) => section === "drivers" || isAmount(name);
  return {
    title: own === undefined ? `## ${section}` : `## ${section}, ${own}`,
    blocks: [
      { type: "list", items: findings },
      {
        type: "figures",
        figures: section === "summary" ? [] : toFigures(figures, isMoney, currency),
      },
      ...tables.map((table) => toTable(table, currency)),
      ...[...notes, ...see_more.map((call) => `More: ${call}`)]
        .map((text) => ({ type: "text" as const, text })),
    ],
  };
}

function toFigures(
  figures: Part["figures"],
  isMoney: (name: string) => boolean,
  currency: string,
): Figure[] {
  return Object.entries(figures)
    .map(([key, value]) => ({
      key,
      label: key,
      kind: "quantity",
      value: toValue(value, isMoney(key), currency),
    }));
}

function toTable(
  { title, columns: labels, rows, omitted }: Part["tables"][number],
  currency: string,
): TableBlock {
  const isMoney = (row: readonly unknown[], at: number) =>
    isAmount(labels[at] ?? "") || (labels[0] === "figure" && isAmount(String(row[0])));
  return {
    type: "table",
    key: title,
    title,
    columns: columns("quantity", ...labels),
    rows: rows.map((row) =>
      row.map((cell, at) =>
        isPercent(labels[at] ?? "") && typeof cell === "number"
          ? formatDecimal(cell, 1)
          : toValue(cell, isMoney(row, at), currency)
      )
    ),
    ...(omitted !== undefined && { footnote: `… ${omitted} more` }),
  };
}

/** Whether a column holds percentages; one about `+10 %` holds something else. */
function isPercent(label: string): boolean {
  return /(?<!\d )%/.test(label);
}

/** An amount has the digits of its currency; every other number as many as it needs. */
function toValue(cell: unknown, isMoney: boolean, currency: string): Value {
  if (typeof cell === "number" && isMoney) return formatDecimal(cell, minorDigits(currency));
  return typeof cell === "number" || cell === null ? cell : String(cell);
}
