import { formatDecimal, minorDigits } from "../../../values/money.ts";
import { isAmount } from "./amount_names.ts";
import type { AnalyticsAnswer } from "./analytics_answer.ts";
import { periodText } from "../period_text.ts";

type Section = AnalyticsAnswer["sections"][number];

/** An analysis in words and small tables, for clients that show only text. */
export function analyticsText(answer: AnalyticsAnswer): string {
  return [
    `${periodText(answer)}, ${answer.location === "all" ? "all locations" : answer.location}, ` +
    `amounts in ${answer.currency}${answer.complete ? "" : ", incomplete"}` +
    `${answer.cached ? `, computed ${answer.as_of}` : ""}:`,
    ...answer.findings.map((finding) => `- ${finding}`),
    ...answer.sections.flatMap((section) => sectionLines(section, answer.currency)),
    ...answer.notes,
    `Basis: ${answer.basis} As of ${answer.as_of}.`,
  ].join("\n");
}

function sectionLines(
  { section, findings, figures, tables, notes, see_more }: Section,
  currency: string,
): string[] {
  // What drives a change is told in money, also of days and orders.
  const figureText = (name: string, value: number | null) =>
    `${name} ${cellText(value, section === "drivers" || isAmount(name), currency)}`;
  const known = Object.entries(figures);
  return [
    `## ${section}`,
    ...findings.map((finding) => `- ${finding}`),
    ...(section === "summary" || known.length === 0
      ? []
      : [`${known.map(([name, value]) => figureText(name, value)).join(", ")}.`]),
    ...tables.flatMap(({ title, columns, rows, omitted }) => [
      `${title}: ${columns.join(" | ")}`,
      ...rows.map((row) =>
        row.map((cell, at) =>
          cellText(cell, isAmount(columns[at] ?? "") || isAmountRow(columns, row), currency)
        ).join(" | ")
      ),
      ...(omitted === undefined ? [] : [`… ${omitted} more`]),
    ]),
    ...notes,
    ...see_more.map((call) => `More: ${call}`),
  ];
}

/** Whether the name of a row says that it is about money, as in a table of figures. */
function isAmountRow([first]: readonly string[], [name]: readonly unknown[]): boolean {
  return first === "figure" && typeof name === "string" && isAmount(name);
}

/** An amount has the digits of its currency; every other number as many as it needs. */
function cellText(cell: unknown, isMoney: boolean, currency: string): string {
  if (cell === null || cell === undefined) return "n/a";
  return isMoney && typeof cell === "number"
    ? formatDecimal(cell, minorDigits(currency))
    : String(cell);
}
