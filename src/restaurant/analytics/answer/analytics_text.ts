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
    ...answer.sections.flatMap(sectionLines),
    ...answer.notes,
    `Basis: ${answer.basis} As of ${answer.as_of}.`,
  ].join("\n");
}

function sectionLines({ section, findings, figures, tables, notes, see_more }: Section): string[] {
  const known = Object.entries(figures);
  return [
    `## ${section}`,
    ...findings.map((finding) => `- ${finding}`),
    ...(section === "summary" || known.length === 0
      ? []
      : [`${known.map(([name, value]) => `${name} ${value ?? "n/a"}`).join(", ")}.`]),
    ...tables.flatMap(({ title, columns, rows, omitted }) => [
      `${title}: ${columns.join(" | ")}`,
      ...rows.map((row) => row.map((cell) => cell ?? "n/a").join(" | ")),
      ...(omitted === undefined ? [] : [`… ${omitted} more`]),
    ]),
    ...notes,
    ...see_more.map((call) => `More: ${call}`),
  ];
}
