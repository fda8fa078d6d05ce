import type { ImportSummary, SummaryReason } from "../importing/summary.ts";
import { counted } from "../values/counted.ts";
import { formatDecimal, minorDigits } from "../values/money.ts";

/** The summary of an import for people: short, with the figures in columns. */
export function importReport(summary: ImportSummary): string {
  return [
    headline(summary),
    ...table(summary),
    ...outcome(summary),
    ...summary.locations.map((location) =>
      `  ${location.id}: ${counted(location.rows, "row")}, ${location.time_zone}, business day ` +
      `starts ${location.business_day_start}${location.created ? " (new location)" : ""}`
    ),
    ...reasons("skipped", summary.skipped_for),
    ...reasons("quarantined", summary.quarantined_for),
    ...summary.notes.map((note) => `  note: ${note}`),
  ].join("\n");
}

function headline({ status, file, format, encoding, date_order }: ImportSummary): string {
  const verb = status === "dry_run"
    ? "would be imported (dry run, nothing was changed)"
    : "imported";
  return `${file} ${verb}: ${format}, ${encoding}, dates ${date_order}`;
}

function table({ read, taken, skipped, quarantined, currency }: ImportSummary): string[] {
  const lines = Object.entries({ read, taken, skipped, quarantined }).map(([name, part]) => [
    name,
    formatDecimal(part.rows, 0),
    money(part.amount, currency),
  ]);
  return columns([["", "rows", `amount (${currency})`], ...lines]);
}

function outcome(summary: ImportSummary): string[] {
  const { taken_as: { refunds, voids, gift_cards }, first_date, last_date } = summary;
  const added = [
    counted(summary.orders_added, "order"),
    counted(summary.refunds_added, "refund"),
    counted(summary.menu_items_added, "menu item"),
  ].join(", ");
  const kinds = [
    [refunds.rows, "refund row"],
    [voids.rows, "voided row"],
    [gift_cards.rows, "gift card row"],
    [summary.rows_updated, "changed row"],
  ] as const;
  const special = kinds.filter(([rows]) => rows > 0).map(([rows, name]) => counted(rows, name));
  return [
    `  added ${added}`,
    ...(special.length > 0 ? [`  among them ${special.join(", ")}`] : []),
    ...(first_date === null ? [] : [`  business dates ${first_date} to ${last_date}`]),
  ];
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

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = [0, 1, 2].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map(([name = "", ...cells]) =>
    [
      "",
      name.padEnd(widths[0] ?? 0),
      ...cells.map((cell, at) => cell.padStart(widths[at + 1] ?? 0)),
    ]
      .join("  ")
  );
}

function money(amount: number, currency: string): string {
  return formatDecimal(amount, minorDigits(currency));
}
