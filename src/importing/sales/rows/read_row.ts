import type { Minor } from "../../../values/money.ts";
import { currencyCode } from "../../cells/currency_signs.ts";
import { type MomentReader, momentReader } from "../../cells/moments.ts";
import { orderTypeOf } from "../../cells/order_types.ts";
import { storableText } from "../../cells/private_text.ts";
import { RowProblem } from "../../cells/row_problem.ts";
import { zoneOfLabel } from "../../cells/time_zone_labels.ts";
import type { ImportRecord } from "../../kind/kind.ts";
import { placeNamed } from "../../kind/places.ts";
import type { Taking } from "../../kind/taking.ts";
import type { Cell, Field, RowKind, SalesFormat } from "../formats/format.ts";
import { type Amounts, readableAmount, readAmounts } from "./amounts.ts";
import { guestsOf, identityOf, itemOf, paymentOf, reasonOf, settingOf } from "./row_details.ts";
import { kindBySign, reasonToSkip, type RowSize, sizeOf } from "./row_size.ts";
import { amountOf, type SalesRow } from "./sales_row.ts";
import { type TotalFinder, totalFinder } from "./total_rows.ts";

/** The outcome of the record on a line: rows, or the reason why there are none. */
export type ParsedRow =
  & { readonly line: number }
  & (
    | {
      /** A sale, and what of it was refunded since. */
      readonly rows: readonly SalesRow[];
      /** Of the whole order. */
      readonly orderDiscount: Minor;
      readonly orderTax: Minor;
    }
    | { readonly skipped: string; readonly amount: Minor }
    | {
      readonly problem: RowProblem;
      /** The amount according to the row itself, if it can be read. */
      readonly amount: Minor | null;
    }
  );

/** A record that is rows. */
export type SoldRecord = Extract<ParsedRow, { readonly rows: readonly SalesRow[] }>;

/** Reads the records of one import. */
export function rowReader(
  taking: Taking<SalesFormat>,
): (record: ImportRecord<Field>) => ParsedRow {
  const context = { taking, momentOf: momentReader(taking.plan), totals: totalFinder() };
  return (record) => {
    const { line } = record;
    if (context.totals.isTotal(record, () => readableAmounts(record, taking))) {
      return { line, skipped: "row of totals", amount: 0 };
    }
    try {
      return readCells(record, context);
    } catch (problem) {
      if (!(problem instanceof RowProblem)) throw problem;
      return { line, problem, amount: readableAmount(record, taking) };
    }
  };
}

/** What a row brought in; a row that sums up may have the sum for its price. */
function readableAmounts(
  record: ImportRecord<Field>,
  taking: Taking<SalesFormat>,
): readonly (Minor | null)[] {
  const ofOne: ImportRecord<Field> = {
    ...record,
    cell: (field) => field === "quantity" ? "1" : record.cell(field),
  };
  return [readableAmount(record, taking), readableAmount(ofOne, taking)];
}

interface RowContext {
  readonly taking: Taking<SalesFormat>;
  readonly momentOf: MomentReader;
  readonly totals: TotalFinder;
}

function readCells(record: ImportRecord<Field>, context: RowContext): ParsedRow {
  const { taking, totals } = context;
  const { line, cell } = record;
  refuseOtherCurrency(cell, taking);
  const written = taking.format.kindOf(cell, taking.columnOf);
  const amounts = readAmounts(record, taking, written.voided);
  const kind = kindBySign(written, amounts);
  const size = sizeOf(kind, amounts);
  const { event, voided } = kind;
  const { gross, discount } = size;
  const amount = amountOf({ event, voided, gross, discount });
  if (kind.unpaid) return { line, skipped: "not paid yet", amount };
  const skipped = reasonToSkip(kind, size);
  if (skipped !== undefined) return { line, skipped, amount };
  totals.add(amount, amountOf({ event, voided: false, gross, discount }));
  const payment = paymentOf(cell, kind, amounts.tip, taking);
  const row = salesRow({ line, cell, kind, size, payment }, context);
  return {
    line,
    rows: withReturned(row, amounts, kind.refunded === true),
    orderDiscount: amounts.orderDiscount,
    orderTax: amounts.orderTax,
  };
}

/** What is known of a row before its details are read. */
interface CountedRow extends Pick<SalesRow, "line" | "payment"> {
  readonly cell: Cell;
  readonly kind: RowKind;
  readonly size: RowSize;
}

/** One literal, because objects that are spread into one are slow. */
function salesRow(
  { line, cell, kind: { event, voided, gift_card }, size, payment }: CountedRow,
  { taking, momentOf }: RowContext,
): SalesRow {
  const place = placeNamed(taking.plan.places, cell("location"));
  const clock = { date: cell("date"), time: cell("time") };
  const moment = momentOf(clock, place, zoneOfLabel(cell("time_zone")));
  const { order_id, line_id, number } = identityOf(cell, taking, moment);
  const { item, variation, category, modifiers } = itemOf(cell, taking.format);
  const { quantity, gross, discount, tax } = size;
  const row = {
    line,
    place,
    moment,
    event,
    voided,
    gift_card,
    order_id,
    line_id,
    number,
    item,
    variation,
    category,
    modifiers,
    quantity,
    gross,
    discount,
    tax,
    payment,
    order_type: orderTypeOf(cell("order_type")),
    guests: guestsOf(cell("guests")),
    table: storableText(cell("table")),
    setting: settingOf(cell),
    reason: reasonOf(cell),
  };
  const more = detailsOf(cell, taking);
  return more === undefined ? row : { ...row, ...more };
}

/** What only some formats say: parts of the whole order, prices of modifiers, a renamed item. */
function detailsOf(
  cell: Cell,
  { format, plan: { currency } }: Taking<SalesFormat>,
): Pick<SalesRow, "parts" | "priced_modifiers" | "menu_item"> | undefined {
  const { orderParts, modifiersOf, menuItemOf } = format;
  if ((orderParts ?? modifiersOf ?? menuItemOf) === undefined) return undefined;
  const menu_item = menuItemOf?.(cell);
  const parts = currency === null ? undefined : orderParts?.(cell, currency);
  const priced_modifiers = currency === null ? [] : modifiersOf?.(cell, currency) ?? [];
  return {
    ...(menu_item !== undefined && { menu_item }),
    ...(parts !== undefined && { parts }),
    ...(priced_modifiers.length > 0 && { priced_modifiers }),
  };
}

/** A sale and its later refund: all of it, or an amount in its own column. */
function withReturned(sold: SalesRow, { refunded }: Amounts, isWhole: boolean): SalesRow[] {
  if (sold.event === "refund" || sold.voided) return [sold];
  const net = sold.gross - sold.discount;
  const amount = isWhole ? net : refunded;
  if (amount === 0) return [sold];
  const share = isWhole || amount === net;
  return [sold, {
    ...sold,
    event: "refund",
    quantity: share ? sold.quantity : 0,
    gross: amount,
    discount: 0,
    tax: share ? sold.tax : 0,
    payment: null,
  }];
}

function refuseOtherCurrency(cell: Cell, { plan: { currency } }: Taking<SalesFormat>): void {
  const text = currencyCode(cell("currency"));
  if (text === "" || text === currency) return;
  throw new RowProblem("currency", `is ${storableText(text, 10)}, not ${currency}`);
}
