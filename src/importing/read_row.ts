import { UNCATEGORIZED } from "../menu/menu_items.ts";
import { UNKNOWN_PAYMENT } from "../sales/figures.ts";
import type { Minor } from "../values/money.ts";
import { type Amounts, readableAmount, readAmounts } from "./amounts.ts";
import type { CsvRecord } from "./csv.ts";
import type { Cell, Field, RowKind } from "./formats/format.ts";
import { cellsOf, isBlank, widthFault } from "./layout.ts";
import { type MomentReader, momentReader } from "./moments.ts";
import { orderTypeOf, paymentMethodOf } from "./order_types.ts";
import type { Place } from "./places.ts";
import type { ImportPlan } from "./plan.ts";
import { storableText, visibleText } from "./private_text.ts";
import { RowProblem } from "./row_problem.ts";
import { amountOf, type RowPayment, type SalesRow } from "./sales_row.ts";
import { zoneOfLabel } from "./time_zone_labels.ts";

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
  const { format } = plan.layout;
  const written = format.kindOf(cell);
  if (written === undefined) throw new RowProblem(...unknownKind(cell));
  const amounts = readAmounts(cell, plan, written.voided);
  const kind = kindBySign(written, amounts);
  const size = magnitudes(kind, amounts);
  const skipped = reasonToSkip(kind, size);
  if (skipped !== undefined) return { line, skipped, amount: amountOf({ ...kind, ...size }) };
  const place = placeOf(cell, plan);
  return {
    line,
    row: {
      line,
      place,
      moment: plan.momentOf(
        { date: cell("date"), time: cell("time") },
        place,
        zoneOfLabel(cell("time_zone")),
      ),
      ...kind,
      ...size,
      ...identityOf(cell, plan),
      ...itemOf(cell, plan),
      order_type: orderTypeOf(cell("order_type")),
      guests: guestsOf(cell("guests")),
      table: storableText(cell("table")),
      payment: paymentOf(cell, kind, amounts.tip, plan),
    },
  };
}

function unknownKind(cell: Cell): [Field, string] {
  const field = (["event", "status", "deferred"] as const).find((name) => cell(name) !== "") ??
    "event";
  return [field, `'${storableText(cell(field), 40)}' is not known`];
}

/** What is sold in negative numbers goes back. */
function kindBySign(kind: RowKind, { quantity, gross }: Amounts): RowKind {
  return quantity < 0 || gross < 0 ? { ...kind, event: "refund" } : kind;
}

type Magnitudes = Pick<SalesRow, "quantity" | "gross" | "discount" | "tax">;

function magnitudes(kind: RowKind, amounts: Amounts): Magnitudes {
  const gross = Math.abs(amounts.gross);
  const quantity = Math.abs(amounts.quantity);
  const tax = kind.event === "refund" ? Math.abs(amounts.tax) : amounts.tax;
  if (amounts.discount < 0) throw new RowProblem("net", "is more than gross");
  if (amounts.discount > gross) throw new RowProblem("discount", "is more than gross");
  return { quantity, gross, discount: amounts.discount, tax };
}

function reasonToSkip(kind: RowKind, { quantity, gross }: Magnitudes): string | undefined {
  if (kind.event === "refund" && kind.gift_card) return "refund of a gift card, which is no sale";
  if (quantity > 0 || kind.event === "refund") return undefined;
  if (gross === 0 || kind.voided) return "nothing was sold (quantity 0)";
  throw new RowProblem("quantity", "is zero, though there is a price");
}

function placeOf(cell: Cell, { places }: ImportPlan): Place {
  const place = places.get(visibleText(cell("location")));
  // Every location of a row with a date is among the places.
  if (place === undefined) {
    throw new RowProblem("date", cell("date") === "" ? "is empty" : "is not a date");
  }
  return place;
}

/** Longer than the ids of any system. */
const LONGEST_ID = 100;

function identityOf(
  cell: Cell,
  { layout: { format } }: ImportPlan,
): Pick<SalesRow, "order_id" | "line_id" | "number"> {
  const order_id = idOf("order_id", format.orderId?.(cell) ?? cell("order_id"));
  if (order_id === "") throw new RowProblem("order_id", "is empty");
  return {
    order_id,
    line_id: idOf("line_id", cell("line_id")),
    number: storableText(cell("number")) || order_id,
  };
}

/** An id stays exactly as it is: a number would lose digits, and a changed one finds nothing. */
function idOf(field: Field, text: string): string {
  const id = visibleText(text);
  if (id.length > LONGEST_ID) {
    throw new RowProblem(field, `is longer than ${LONGEST_ID} characters`);
  }
  if (id.includes("@") && storableText(id) !== id) {
    throw new RowProblem(field, "is an e-mail address");
  }
  return id;
}

const NO_CATEGORY = /^(none|uncategori[sz]ed|n\/a|-)?$/i;
const MOST_MODIFIERS = 30;

function itemOf(
  cell: Cell,
  { layout: { format } }: ImportPlan,
): Pick<SalesRow, "item" | "variation" | "category" | "modifiers"> {
  const item = storableText(format.itemName?.(cell) ?? cell("item"));
  if (item === "") throw new RowProblem("item", "is empty");
  const category = storableText(cell("category"));
  return {
    item,
    variation: storableText(cell("variation")),
    category: NO_CATEGORY.test(category) ? UNCATEGORIZED : category,
    modifiers: cell("modifiers").split(/[,;|]\s*/, MOST_MODIFIERS)
      .map((name) => storableText(name)).filter((name) => name !== ""),
  };
}

function guestsOf(text: string): number | null {
  const guests = /^\d{1,4}(\.0+)?$/.test(text) ? Number(text) : 0;
  return guests > 0 ? guests : null;
}

/** Of a refund, only a negative tip goes back; a positive one is the order's, repeated. */
function paymentOf(
  cell: Cell,
  { event }: RowKind,
  tip: Minor,
  { layout: { positions } }: ImportPlan,
): RowPayment | null {
  if (!positions.has("payment_method") && !positions.has("tip")) return null;
  const method = paymentMethodOf(storableText(cell("payment_method"), 60)) || UNKNOWN_PAYMENT;
  return { method, tip: event === "refund" ? Math.max(-tip, 0) : Math.max(tip, 0) };
}
