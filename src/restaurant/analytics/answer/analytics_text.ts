import { columns } from "../../../report/columns.ts";
import type { Figure, Section, TableBlock, Value } from "../../../report/model.ts";
import { toText } from "../../../report/to_text.ts";
import { periodText } from "../period_text.ts";
import type { AnalyticsAnswer } from "./analytics_answer.ts";

type Part = AnalyticsAnswer["sections"][number];

/** An analysis in words and small tables, for clients that show only text. */
export function analyticsText(answer: AnalyticsAnswer): string {
  const { location, currency, complete, cached, as_of, findings, sections, notes, basis } = answer;
  const title = `${periodText(answer)}, ${location === "all" ? "all locations" : location}, ` +
    `amounts in ${currency}${complete ? "" : ", incomplete"}` +
    `${cached ? `, computed ${as_of}` : ""}:`;
  return toText({
    title,
    sections: [{ blocks: [{ type: "list", items: findings }] }, ...sections.map(toSection)],
    notes: [...notes, `Basis: ${basis} As of ${as_of}.`],
    basis: [],
  });
}

function toSection({ section, findings, figures, tables, notes, see_more }: Part): Section {
  return {
    title: `## ${section}`,
    blocks: [
      { type: "list", items: findings },
      { type: "figures", figures: section === "summary" ? [] : toFigures(figures) },
      ...tables.map(toTable),
      ...[...notes, ...see_more.map((call) => `More: ${call}`)]
        .map((text) => ({ type: "text" as const, text })),
    ],
  };
}

function toFigures(figures: Part["figures"]): Figure[] {
  return Object.entries(figures)
    .map(([key, value]) => ({ key, label: key, kind: "quantity", value }));
}

function toTable({ title, columns: labels, rows, omitted }: Part["tables"][number]): TableBlock {
  return {
    type: "table",
    key: title,
    title,
    columns: columns("quantity", ...labels),
    rows: rows.map((row) => row.map(toValue)),
    ...(omitted !== undefined && { footnote: `… ${omitted} more` }),
  };
}

function toValue(cell: unknown): Value {
  return typeof cell === "number" || cell === null ? cell : String(cell);
}
