import type { ImportSummary, SummaryReason } from "../importing/summary.ts";
import type { Column } from "../report/model.ts";
import { alignedTable } from "../report/table_text.ts";
import { counted } from "../values/counted.ts";
import { nearestMinor } from "../values/money.ts";

/** The summary of an import for people: short, with the figures in columns. */
export function importReport(summary: ImportSummary): string {
  return [
    headline(summary),
    ...countsTable(summary),
    ...outcome(summary),
    ...summary.locations.map((location) =>
      `  ${location.id}: ${counted(location.rows, "row")}, ${location.time_zone}, business day ` +
      `starts ${location.business_day_start}${location.created ? " (new location)" : ""}`
    ),
    ...some("  not read: ", summary.unused_columns),
    ...reasons("skipped", summary.skipped_for),
    ...reasons("quarantined", summary.quarantined_for),
    ...summary.notes.map((note) => `  note: ${note}`),
    ...some(
      "  take it back: restaurant-mcp imports undo ",
      summary.id === null || summary.taken.rows === 0 ? [] : [summary.id],
    ),
  ].join("\n");
}

function headline(
  { status, file, kind, format, encoding, date_order }: ImportSummary,
): string {
  const verb = status === "dry_run"
    ? "would be imported (dry run, nothing was changed)"
    : "imported";
  const dates = date_order === null ? "" : `, dates ${date_order}`;
  return `${file} ${verb}: ${kind}, ${format}, ${encoding}${dates}`;
}

function countsTable({ read, taken, skipped, quarantined, currency }: ImportSummary): string[] {
  const amountColumn: Column[] = currency === null || read.amount === null
    ? []
    : [{ key: "amount", label: "amount", kind: "money", unit: currency }];
  return alignedTable({
    type: "table",
    key: "rows",
    columns: [
      { key: "part", label: "", kind: "text" },
      { key: "rows", label: "rows", kind: "count" },
      ...amountColumn,
    ],
    rows: Object.entries({ read, taken, skipped, quarantined }).map(([name, { rows, amount }]) => [
      name,
      rows,
      amount === null || currency === null ? null : nearestMinor(amount, currency),
    ]),
  }).map((line) => `  ${line}`);
}

function outcome({ taken_as, created, ...summary }: ImportSummary): string[] {
  const made = Object.entries(created).map(([name, number]) => counted(number, singular(name)));
  const special = Object.entries(taken_as).filter(([name]) => name !== "sales")
    .map(([name, { rows }]) => counted(rows, `${ROWS[name] ?? singular(name)} row`));
  const changed = summary.changed > 0 ? [counted(summary.changed, "changed row")] : [];
  return [
    `  added ${made.length > 0 ? made.join(", ") : counted(summary.added, "row")}`,
    ...some("  among them ", [...special, ...changed]),
    ...some(
      "  business dates ",
      summary.first_date === null ? [] : [
        `${summary.first_date} to ${summary.last_date}`,
      ],
    ),
  ];
}

const ROWS: Readonly<Record<string, string>> = { voids: "voided" };

function singular(name: string): string {
  return name.replaceAll("_", " ").replace(/s$/, "");
}

function some(label: string, parts: readonly string[]): string[] {
  return parts.length > 0 ? [label + parts.join(", ")] : [];
}

const SHOWN_REASONS = 10;

function reasons(what: string, list: readonly SummaryReason[]): string[] {
  const rest = list.length - SHOWN_REASONS;
  return [
    ...list.slice(0, SHOWN_REASONS).map(({ reason, rows, lines }) =>
      `  ${what}: ${reason}, ${counted(rows, "row")} (line${lines.length > 1 ? "s" : ""} ` +
      `${lines.join(", ")}${rows > lines.length ? ", …" : ""})`
    ),
    ...(rest > 0 ? [`  ${what}: ${counted(rest, "more reason")}`] : []),
  ];
}
