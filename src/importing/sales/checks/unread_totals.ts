import { remembering } from "../../../values/remembering.ts";
import { type DecimalMark, parseDecimal } from "../../cells/decimals.ts";
import { isTotalWord } from "../../cells/total_words.ts";
import { meaningOf } from "../../cells/row_words.ts";
import type { Check, CheckedColumns, CheckedRow } from "../../kind/check.ts";
import { ImportQuestion } from "../../kind/question.ts";
import { mapFlag } from "../../kind/map_flag.ts";

const MARKS: readonly DecimalMark[] = [".", ","];
/** Fewer rows that disagree are slips of the file, which are named and taken as they are read. */
const FEW = 0.02;
/** A few more than what rounding makes. */
const CENT = 0.0101;

/** A column of totals that nothing reads. */
interface Total {
  readonly at: number;
  readonly byMark: ReadonlyMap<DecimalMark, Comparison>;
  /** Of the order that is being read. */
  order: OrderSum | undefined;
  /** Orders with several rows that repeat one total. */
  repeated: number;
}

interface Comparison {
  rows: number;
  readonly off: Difference;
  readonly offInOrder: Difference;
  /** Whether every total is at most what the row brings in. */
  isLess: boolean;
  /** Whether every total may as well be a number of pieces. */
  isCount: boolean;
}

interface Difference {
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

/**
 * Columns such as Total or Net Sales, beside a price that is read: if they say something else than
 * quantity times price, less discount, with or without tax, one of them is not what it seems.
 */
export function unreadTotals(columns: CheckedColumns): Check | undefined {
  const { format, positions, header } = columns;
  const base = positions.has("unit_price") ? "unit_price" : "line_total";
  if (format.name !== "generic" || !positions.has(base)) return undefined;
  const totals = columnsOf(columns, base).map(begun);
  if (totals.length === 0) return undefined;

  function observe(row: CheckedRow): void {
    if (isNoSale(row)) return;
    for (const mark of MARKS) {
      const expected = expectedOf(row, base, positions.has("quantity"), mark);
      for (const total of totals) compare(total, row, mark, expected);
    }
  }

  return {
    observe,
    conclude({ decimalMarks }) {
      const mark = decimalMarks.get(base) ?? ".";
      const notes: string[] = [];
      for (const total of totals) {
        closeOrder(total);
        const one = total.byMark.get(mark);
        if (one === undefined || one.off.rows === 0) continue;
        const isOfOrder = total.repeated > 0 || ORDER.test(header[total.at] ?? "");
        if (isOfOrder && one.offInOrder.rows === 0) continue;
        const off = isOfOrder ? one.offInOrder : one.off;
        const isQuestion = !isOfOrder && one.off.rows > one.rows * FEW &&
          !(base === "line_total" && columns.isMapped);
        const text = saidOf(header[total.at] ?? "", off, isOfOrder, base);
        if (isQuestion) throw question(text, columns, total.at, one);
        notes.push(`${text} It was not read.`);
      }
      return notes;
    },
  };
}

/** Names of totals of whole orders. */
const ORDER =
  /(order|check|bill|invoice|ticket|receipt|grand|transaction|basket|cart)\s*_?(total|amount|value)|payout|collected|merchant/i;

/** Columns that hold what a row brings in, by their names. */
function columnsOf(
  { kind, header, unused, ignored, positions, isMapped }: CheckedColumns,
  base: string,
): readonly number[] {
  const beside = base === "unit_price" ? positions.get("line_total") ?? [] : [];
  const named = unused.filter((at) => {
    const field = kind.guess?.(header[at] ?? "");
    if (field === "net") return true;
    return field === "line_total" && base === "unit_price";
  });
  const wanted = isMapped ? named : [...beside, ...named];
  return wanted.filter((at) => !ignored.has(at));
}

function begun(at: number): Total {
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
    byMark: new Map(MARKS.map((mark) => [mark, comparison()])),
    order: undefined,
    repeated: 0,
  };
}

const MOST_WORDS = 200;
const isSale = remembering(MOST_WORDS, (text) => meaningOf(text) === "sale");

/** Rows that bring in nothing, or sum up others, agree with no price. */
function isNoSale({ cell }: CheckedRow): boolean {
  return ["status", "type"].some((field) => !isSale(cell(field))) ||
    ["item", "order_id"].some((field) => isTotalWord(cell(field)));
}

/** What a row may bring in, by the columns that are read; empty if they cannot be read. */
function expectedOf(
  { cell }: CheckedRow,
  base: string,
  hasQuantity: boolean,
  mark: DecimalMark,
): readonly number[] {
  const number = (field: string) => sizeOf(cell(field), mark);
  const quantity = base === "unit_price" && hasQuantity ? number("quantity") : 1;
  const gross = (number(base) ?? NaN) * (quantity ?? NaN);
  if (Number.isNaN(gross)) return [];
  const [discount, tax, tip] = ["discount", "tax", "tip"].map((field) => number(field) ?? 0);
  const paid = gross - (discount ?? 0);
  const rest = [gross, paid, paid + (tax ?? 0), paid - (tax ?? 0), gross + (tax ?? 0)];
  const net = number("net");
  return [...rest, ...rest.map((one) => one + (tip ?? 0)), ...(net === undefined ? [] : [net])];
}

/** A number without its sign; undefined if there is none. */
function sizeOf(text: string, mark: DecimalMark): number | undefined {
  const decimal = text === "" ? undefined : parseDecimal(text, mark);
  return decimal === undefined ? undefined : Math.abs(Number(decimal.digits)) / 10 ** decimal.scale;
}

function compare(
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
  if (amount === undefined) return;
  comparison.rows += 1;
  comparison.isCount &&= /^\d{1,3}$/.test(text);
  comparison.isLess &&= amount <= gross + CENT;
  if (!agrees(amount, expected)) noteOff(comparison.off, line, gross, text);
}

function agrees(amount: number, expected: readonly number[]): boolean {
  return expected.some((one) => Math.abs(Math.abs(one) - amount) <= CENT + amount * 1e-9);
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

function closeOrder(total: Total): void {
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

function saidOf(name: string, off: Difference, isOfOrder: boolean, base: string): string {
  const what = isOfOrder
    ? "the rows of the order come to"
    : base === "unit_price"
    ? "quantity times price is"
    : "the row comes to";
  const more = off.rows === 1 ? "" : `, and in ${off.rows - 1} more rows`;
  return `${name} disagrees with what is read: line ${off.line} has ${off.total.slice(0, 20)}, ` +
    `${what} ${Number(off.expected.toFixed(3))}${more}.`;
}

function question(
  text: string,
  { header, positions }: CheckedColumns,
  at: number,
  { isLess, isCount }: Comparison,
): ImportQuestion {
  const name = header[at] ?? "";
  const used = new Map(
    [...positions].map(([field, [first = -1]]) => [field, header[first] ?? ""] as const)
      .filter(([field, column]) => column !== name && field !== "line_total"),
  );
  const others = [...used].filter(([field]) => field !== "unit_price");
  const answers = [
    ...(isCount && !used.has("quantity")
      ? [`${mapFlag(new Map([...used, ["quantity", name]]))} if it counts pieces`]
      : []),
    ...(isLess ? [`${mapFlag(new Map([...used, ["net", name]]))} if it is what was paid`] : []),
    `${mapFlag(new Map([...others, ["line_total", name]]))} if it is the price of the row`,
    `or that it does not matter: --ignore "${name}".`,
  ];
  return new ImportQuestion(text, `Say which is right: ${answers.join(", ")}`);
}
