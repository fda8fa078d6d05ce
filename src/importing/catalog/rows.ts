import { decimalEvidence, type DecimalMark, decimalMarkOf } from "../cells/decimals.ts";
import { RowProblem } from "../cells/row_problem.ts";
import { cellsOf, isBlank, widthFault } from "../columns.ts";
import type { CatalogField } from "./field.ts";
import type { CatalogRecord } from "./kind.ts";
import type { CatalogLayout } from "./layout.ts";
import type { CatalogResult } from "./summary.ts";
import type { Table } from "./table.ts";

/** The rows of a file, before anything is taken in. */
export interface CatalogRows {
  readonly rows: readonly CatalogRecord[];
  /** What is no row: empty lines, broken ones. */
  readonly rest: readonly CatalogResult[];
  /** The decimal mark of each column of numbers. */
  readonly decimalMarks: ReadonlyMap<CatalogField, DecimalMark>;
}

const NUMBERS: readonly CatalogField[] = [
  "price",
  "pack_size",
  "pack_cost",
  "lead_time_days",
  "delivery_interval_days",
  "quantity",
  "yield_percent",
  "on_hand",
  "par_level",
  "reorder_point",
  "modifier_price",
  "min_selections",
  "max_selections",
];

/** Reads a file's rows, and what all of them together say about its numbers. */
export function readCatalogRows({ records }: Table, layout: CatalogLayout): CatalogRows {
  const rows: CatalogRecord[] = [];
  const rest: CatalogResult[] = [];
  for (const { line, fields, fault } of records) {
    const unreadable = fault ?? widthFault(layout, fields);
    if (fault === undefined && isBlank(fields)) rest.push({ line, skipped: "nothing in it" });
    else if (unreadable === undefined) rows.push({ line, cell: cellsOf(layout, fields) });
    else rest.push({ line, problem: new RowProblem("row", unreadable) });
  }
  const decimalMarks = new Map(NUMBERS.map((field) => [field, markOf(rows, field)]));
  return { rows, rest, decimalMarks };
}

function markOf(rows: readonly CatalogRecord[], field: CatalogField): DecimalMark {
  const marks = rows.map(({ cell }) => decimalEvidence(cell(field)));
  return decimalMarkOf(new Set(marks.filter((mark) => mark !== undefined)));
}
