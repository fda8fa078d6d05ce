import type { CatalogReason, CatalogSummary } from "../importing/catalog/summary.ts";
import { counted } from "../values/counted.ts";
import { formatDecimal } from "../values/money.ts";

const SHOWN_REASONS = 20;

/** The summary of an import of the floor for people. */
export function floorReport(summary: CatalogSummary): string {
  const { status, file, kind, format, encoding, read, taken, skipped, quarantined } = summary;
  const verb = status === "dry_run"
    ? "would be imported (dry run, nothing was changed)"
    : "imported";
  return [
    `${file} ${verb}: ${kind}, ${format}, ${encoding}`,
    `  ${counted(read, "row")} read = ${formatDecimal(taken, 0)} taken + ${
      formatDecimal(skipped, 0)
    } skipped + ` +
    `${formatDecimal(quarantined, 0)} quarantined`,
    `  added ${formatDecimal(summary.added, 0)}, changed ${formatDecimal(summary.changed, 0)}`,
    ...reasons("skipped", summary.skipped_for),
    ...reasons("quarantined", summary.quarantined_for),
  ].join("\n");
}

function reasons(what: string, list: readonly CatalogReason[]): string[] {
  const rest = list.length - SHOWN_REASONS;
  return [
    ...list.slice(0, SHOWN_REASONS).map((reason) => `  ${what}: ${reasonText(reason)}`),
    ...(rest > 0 ? [`  ${what}: ${formatDecimal(rest, 0)} more reasons`] : []),
  ];
}

function reasonText({ reason, rows: found, lines }: CatalogReason): string {
  const more = found > lines.length ? ", …" : "";
  return `${reason}, ${counted(found, "row")} (line${lines.length > 1 ? "s" : ""} ${
    lines.join(", ")
  }${more})`;
}
