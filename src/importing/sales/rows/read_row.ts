import type { Minor } from "../../../values/money.ts";
import { type MomentReader, momentReader } from "../../cells/moments.ts";
import { orderTypeOf } from "../../cells/order_types.ts";
import { storableText } from "../../cells/private_text.ts";
import { RowProblem } from "../../cells/row_problem.ts";
import { zoneOfLabel } from "../../cells/time_zone_labels.ts";
import type { ImportRecord } from "../../kind/kind.ts";
import type { Taking } from "../../kind/taking.ts";
import { placeNamed } from "../../kind/places.ts";
import type { Field, SalesFormat } from "../formats/format.ts";
import { readableAmount, readAmounts } from "./amounts.ts";
import { guestsOf, identityOf, itemOf, paymentOf } from "./row_details.ts";
import { kindBySign, reasonToSkip, sizeOf } from "./row_size.ts";
import { amountOf, type SalesRow } from "./sales_row.ts";

/** What became of the record on a line: a row, or the reason why it is none. */
export type ParsedRow =
  & { readonly line: number }
  & (
    | { readonly row: SalesRow }
    | { readonly skipped: string; readonly amount: Minor }
    | {
      readonly problem: RowProblem;
      /** What the row says it brought in, if that can be read. */
      readonly amount: Minor | null;
    }
  );

/** Reads the records of one import. */
export function rowReader(
  taking: Taking<SalesFormat>,
): (record: ImportRecord<Field>) => ParsedRow {
  const momentOf = momentReader(taking.plan);
  return (record) => {
    try {
      return readCells(record, taking, momentOf);
    } catch (problem) {
      if (!(problem instanceof RowProblem)) throw problem;
      return { line: record.line, problem, amount: readableAmount(record, taking) };
    }
  };
}

function readCells(
  record: ImportRecord<Field>,
  taking: Taking<SalesFormat>,
  momentOf: MomentReader,
): ParsedRow {
  const { line } = record;
  const cell = (field: Field) => record.cell(field);
  const written = taking.format.kindOf(cell);
  const amounts = readAmounts(record, taking, written.voided);
  const kind = kindBySign(written, amounts);
  const size = sizeOf(kind, amounts);
  const skipped = reasonToSkip(kind, size);
  if (skipped !== undefined) return { line, skipped, amount: amountOf({ ...kind, ...size }) };
  const place = placeNamed(taking.plan.places, cell("location"));
  const clock = { date: cell("date"), time: cell("time") };
  return {
    line,
    row: {
      line,
      place,
      moment: momentOf(clock, place, zoneOfLabel(cell("time_zone"))),
      ...kind,
      ...size,
      ...identityOf(cell, taking.format),
      ...itemOf(cell, taking.format),
      order_type: orderTypeOf(cell("order_type")),
      guests: guestsOf(cell("guests")),
      table: storableText(cell("table")),
      payment: paymentOf(cell, kind, amounts.tip, taking),
    },
  };
}
