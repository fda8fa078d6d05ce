import { type DecimalMark, parseDecimal } from "../../cells/decimals.ts";
import type { CheckedRow } from "../../kind/check.ts";

/** How a file may write decimals; which it does is known after its last row. */
export const MARKS: readonly DecimalMark[] = [".", ","];

/** A few more than what rounding makes. */
const CENT = 0.0101;

/** A column of totals that nothing reads. */
export interface Total {
  readonly at: number;
  /** Whether it is another price of one piece; a higher one is the list's. */
  readonly isPrice: boolean;
  readonly byMark: ReadonlyMap<DecimalMark, Comparison>;
  /** Of the order that is being read. */
  order: OrderSum | undefined;
  /** Orders with several rows that repeat one total. */
  repeated: number;
}

/** What the rows of a column show, read with one decimal mark. */
export interface Comparison {
  rows: number;
  readonly off: Difference;
  readonly offInOrder: Difference;
  /** Whether every total is at most what the row brings in. */
  isLess: boolean;
  /** Whether every total may as well be a number of pieces. */
  isCount: boolean;
}

/** Rows whose total is another than what is read, and the first of them. */
export interface Difference {
  rows: number;
  line: number;
  expected: number;
  total: string;
}

interface OrderSum {
  readonly key: string;
  readonly line: number;
  readonly text: string;
  rows: number;
  isSame: boolean;
  readonly sums: Map<DecimalMark, number[]>;
}

/** A column that no row was compared in. */
export function begun(at: number, isPrice: boolean): Total {
  const none = (): Difference => ({ rows: 0, line: 0, expected: 0, total: "" });
  const comparison = (): Comparison => ({
    rows: 0,
    off: none(),
    offInOrder: none(),
    isLess: true,
    isCount: true,
  });
  return {
    at,
    isPrice,
    byMark: new Map(MARKS.map((mark) => [mark, comparison()])),
    order: undefined,
    repeated: 0,
  };
}

/** A number without its sign; undefined if there is none. */
export function sizeOf(text: string, mark: DecimalMark): number | undefined {
  const decimal = text === "" ? undefined : parseDecimal(text, mark);
  return decimal === undefined ? undefined : Math.abs(Number(decimal.digits)) / 10 ** decimal.scale;
}

/**
 * Compares the total of a row with what the row may bring in.
 *
 * @param expected The price before discounts first; empty if the row cannot be read.
 */
export function compare(
  total: Total,
  { line, fields, cell }: CheckedRow,
  mark: DecimalMark,
  expected: readonly number[],
): void {
  const comparison = total.byMark.get(mark);
  const text = fields[total.at]?.trim() ?? "";
  const amount = sizeOf(text, mark);
  const [gross] = expected;
  if (comparison === undefined || gross === undefined) return;
  addToOrder(total, { line, key: cell("order_id"), text }, mark, expected);
  if (amount === undefined || total.isPrice && amount === 0) return;
  comparison.rows += 1;
  comparison.isCount &&= /^\d{1,3}$/.test(text);
  comparison.isLess &&= amount <= gross + CENT;
  const price = total.isPrice ? sizeOf(cell("unit_price"), mark) ?? 0 : gross;
  if (total.isPrice && (amount >= price - CENT || isShare(amount, expected, gross / price))) return;
  if (!agrees(amount, expected)) noteOff(comparison.off, line, price, text);
}

/** Whether an amount is one of those expected, rounding aside. */
export function agrees(amount: number, expected: readonly number[]): boolean {
  return expected.some((one) => Math.abs(Math.abs(one) - amount) <= CENT + amount * 1e-9);
}

/** Whether a price times the quantity is what the row may bring in. */
function isShare(price: number, expected: readonly number[], quantity: number): boolean {
  return agrees(price * quantity, expected);
}

function noteOff(off: Difference, line: number, expected: number, total: string): void {
  if (off.rows++ === 0) [off.line, off.expected, off.total] = [line, expected, total];
}

/** Rows of one order stand together; their sum may be what each of them has as its total. */
function addToOrder(
  total: Total,
  { line, key, text }: { readonly line: number; readonly key: string; readonly text: string },
  mark: DecimalMark,
  expected: readonly number[],
): void {
  if (total.order === undefined || total.order.key !== key) {
    closeOrder(total);
    total.order = { key, line, text, rows: 0, isSame: true, sums: new Map() };
  }
  const { order } = total;
  if (mark === ".") order.rows += 1;
  order.isSame &&= order.text === text;
  const sums = order.sums.get(mark) ?? expected.map(() => 0);
  order.sums.set(mark, sums.map((sum, at) => sum + (expected[at] ?? NaN)));
}

/** Compares the total of the order that was read last with the sum of its rows. */
export function closeOrder(total: Total): void {
  const { order } = total;
  if (order === undefined) return;
  if (order.rows > 1 && order.isSame && order.text !== "") total.repeated += 1;
  for (const [mark, sums] of order.sums) {
    const amount = sizeOf(order.text, mark);
    const comparison = total.byMark.get(mark);
    if (amount === undefined || comparison === undefined || agrees(amount, sums)) continue;
    noteOff(comparison.offInOrder, order.line, sums[0] ?? 0, order.text);
  }
  total.order = undefined;
}
