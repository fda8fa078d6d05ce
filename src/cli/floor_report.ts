import type { FloorReason, FloorSummary } from "../importing/floor/summary.ts";

const SHOWN_REASONS = 20;

/** The summary of an import of the floor for people. */
export function floorReport(summary: FloorSummary): string {
  const { status, file, kind, format, encoding, read, taken, skipped, quarantined } = summary;
  const verb = status === "dry_run"
    ? "would be imported (dry run, nothing was changed)"
    : "imported";
  return [
    `${file} ${verb}: ${kind}, ${format}, ${encoding}`,
    `  ${rows(read)} read = ${count(taken)} taken + ${count(skipped)} skipped + ` +
    `${count(quarantined)} quarantined`,
    `  added ${count(summary.added)}, changed ${count(summary.changed)}`,
    ...reasons("skipped", summary.skipped_for),
    ...reasons("quarantined", summary.quarantined_for),
  ].join("\n");
}

function reasons(what: string, list: readonly FloorReason[]): string[] {
  const rest = list.length - SHOWN_REASONS;
  return [
    ...list.slice(0, SHOWN_REASONS).map((reason) => `  ${what}: ${reasonText(reason)}`),
    ...(rest > 0 ? [`  ${what}: ${count(rest)} more reasons`] : []),
  ];
}

function reasonText({ reason, rows: found, lines }: FloorReason): string {
  const more = found > lines.length ? ", …" : "";
  return `${reason}, ${rows(found)} (line${lines.length > 1 ? "s" : ""} ${
    lines.join(", ")
  }${more})`;
}

function rows(amount: number): string {
  return `${count(amount)} row${amount === 1 ? "" : "s"}`;
}

function count(amount: number): string {
  return amount.toLocaleString("en-US");
}
