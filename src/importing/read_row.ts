import type { Minor } from "../values/money.ts";
import { readableAmount, readAmounts } from "./cells/amounts.ts";
import { type MomentReader, momentReader } from "./cells/moments.ts";
import { orderTypeOf } from "./cells/order_types.ts";
import { storableText } from "./cells/private_text.ts";
import { RowProblem } from "./cells/row_problem.ts";
import { zoneOfLabel } from "./cells/time_zone_labels.ts";
import { cellsOf, isBlank, widthFault } from "./columns.ts";
import type { CsvRecord } from "./file/csv.ts";
import type { Cell } from "./formats/format.ts";
import type { Place } from "./places.ts";
import type { ImportPlan } from "./plan.ts";
import { guestsOf, identityOf, itemOf, paymentOf } from "./row_details.ts";
import { kindBySign, reasonToSkip, sizeOf } from "./row_size.ts";
import { amountOf, type SalesRow } from "./sales_row.ts";
import { visibleText } from "../values/text.ts";

/** What became of the record on a line: a row, or the reason why it is none. */
export type Reading =
  & { readonly line: number }
  & (
    | { readonly row: SalesRow }
    | { readonly skipped: string; readonly amount: Minor }
    | {
      readonly problem: RowProblem;
      /** What the row says it brought in, where that can be read. */
      readonly amount: Minor | null;
    }
  );

/** A reader of records that follows a plan. */
export function rowReader(plan: ImportPlan): (record: CsvRecord) => Reading {
  const context = { ...plan, momentOf: momentReader(plan) };
  return (record) => readRow(record, context);
}

/** The plan, and what remembers from row to row. */
interface RowContext extends ImportPlan {
  readonly momentOf: MomentReader;
}

function readRow({ line, fields, fault }: CsvRecord, plan: RowContext): Reading {
  const unreadable = fault ?? widthFault(plan.layout, fields);
  if (fault === undefined && isBlank(fields)) return { line, skipped: "empty row", amount: 0 };
  if (isHeader(fields, plan)) return { line, skipped: "the header once more", amount: 0 };
  if (unreadable !== undefined) {
    return { line, problem: new RowProblem("row", unreadable), amount: null };
  }
  const cell = cellsOf(plan.layout, fields);
  try {
    return readCells(line, cell, plan);
  } catch (problem) {
    if (!(problem instanceof RowProblem)) throw problem;
    return { line, problem, amount: readableAmount(cell, plan) };
  }
}

function isHeader(fields: readonly string[], { layout: { header } }: ImportPlan): boolean {
  return fields.length === header.length &&
    fields.every((field, at) => field.trim() === header[at]);
}

function readCells(line: number, cell: Cell, plan: RowContext): Reading {
  const { layout } = plan;
  const written = layout.format.kindOf(cell);
  const amounts = readAmounts(cell, plan, written.voided);
  const kind = kindBySign(written, amounts);
  const size = sizeOf(kind, amounts);
  const skipped = reasonToSkip(kind, size);
  if (skipped !== undefined) return { line, skipped, amount: amountOf({ ...kind, ...size }) };
  const place = placeOf(cell, plan);
  const clock = { date: cell("date"), time: cell("time") };
  return {
    line,
    row: {
      line,
      place,
      moment: plan.momentOf(clock, place, zoneOfLabel(cell("time_zone"))),
      ...kind,
      ...size,
      ...identityOf(cell, layout),
      ...itemOf(cell, layout),
      order_type: orderTypeOf(cell("order_type")),
      guests: guestsOf(cell("guests")),
      table: storableText(cell("table")),
      payment: paymentOf(cell, kind, amounts.tip, layout),
    },
  };
}

function placeOf(cell: Cell, { places }: ImportPlan): Place {
  const place = places.get(visibleText(cell("location")));
  if (place !== undefined) return place;
  // Every location of a row with a date is among the places.
  throw new RowProblem("date", cell("date") === "" ? "is empty" : "is not a date");
}
