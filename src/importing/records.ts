import { RowProblem } from "./cells/row_problem.ts";
import type { CsvRecord } from "./file/csv.ts";
import { carrier } from "./kind/carry.ts";
import { cellsOf, isBlank, widthFault } from "./kind/columns.ts";
import type { ImportRecord } from "./kind/kind.ts";
import type { Outcome } from "./kind/outcome.ts";
import type { Layout } from "./layout.ts";

/** Records of a file: those that a kind takes, and what became of those that are no rows. */
export interface SortedRecords {
  readonly records: readonly ImportRecord[];
  readonly rest: readonly Outcome[];
}

/**
 * Sets aside what is no row: empty lines, the header once more, broken lines.
 *
 * @param read Gets true at the positions of the columns that a kind looks at.
 */
export function recordSorter(
  layout: Layout,
  read: boolean[],
): (lines: readonly CsvRecord[]) => SortedRecords {
  const carry = carrier(layout);
  return (lines) => {
    const records: ImportRecord[] = [];
    const rest: Outcome[] = [];
    for (const record of lines) {
      const { line, fields, fault } = record;
      const unreadable = fault ?? widthFault(layout, fields);
      if (fault === undefined && isBlank(fields)) {
        rest.push({ line, skipped: "empty row" });
      } else if (isHeader(record, layout)) {
        rest.push({ line, skipped: "the header once more" });
      } else if (unreadable === undefined) {
        const { fields: filled, continues } = carry(record);
        records.push({ line, continues, cell: cellsOf(layout, filled, read) });
      } else {
        rest.push({ line, problem: new RowProblem("row", unreadable), amount: null });
      }
    }
    return { records, rest };
  };
}

function isHeader({ fields }: CsvRecord, { header }: Layout): boolean {
  return fields.length === header.length &&
    fields.every((field, at) => field.trim() === header[at]);
}
