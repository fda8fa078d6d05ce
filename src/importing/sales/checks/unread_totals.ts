import type { DecimalMark } from "../../cells/decimals.ts";
import { isTotalWord } from "../../cells/total_words.ts";
import { meaningOf } from "../../cells/row_words.ts";
import type { Check, CheckedColumns, CheckedRow } from "../../kind/check.ts";
import { ImportQuestion } from "../../kind/question.ts";
import { plainName } from "../../kind/columns.ts";
import { mapFlag, mappingOf, withColumn } from "../../kind/map_flag.ts";
import {
  begun,
  closeOrder,
  compare,
  type Comparison,
  type Difference,
  MARKS,
  sizeOf,
  type Total,
} from "./total_column.ts";

/** Fewer rows that disagree are slips of the file, which are named and taken as they are read. */
const FEW = 0.02;
/**
 * Columns such as Total or Net Sales, beside a price that is read: if they say something else than
 * quantity times price, less discount, with or without tax, one of them is not what it seems.
 */
export function unreadTotals(columns: CheckedColumns): Check | undefined {
  const { format, positions, header } = columns;
  const base = positions.has("unit_price") ? "unit_price" : "line_total";
  if (format.name !== "generic" || !positions.has(base)) return undefined;
  const totals = [
    ...totalColumns(columns, base).map((at) => begun(at, false)),
    ...(base === "unit_price" ? pricesOf(columns) : []).map((at) => begun(at, true)),
  ];
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
        const isOfOrder = !total.isPrice &&
          (total.repeated > 0 && one.offInOrder.rows < one.off.rows ||
            ORDER.test(header[total.at] ?? ""));
        if (isOfOrder && one.offInOrder.rows === 0) continue;
        const off = isOfOrder ? one.offInOrder : one.off;
        const isQuestion = !isOfOrder && one.off.rows > one.rows * FEW &&
          !(base === "line_total" && columns.isMapped);
        const text = saidOf(header[total.at] ?? "", off, isOfOrder, total.isPrice ? "price" : base);
        if (isQuestion) throw question(text, columns, total, one);
        notes.push(`${text} It was not read.`);
      }
      return notes;
    },
  };
}

/** Names of totals of whole orders. */
const ORDER =
  /(order|check|bill|invoice|ticket|receipt|grand|transaction|basket|cart)\s*_?(total|amount|value)|payout|collected|merchant/i;

/**
 * Columns that hold what a row brings in, by their names.
 *
 * @param base The price that is read.
 */
export function totalColumns(
  { kind, header, unused, ignored, positions, isMapped }: CheckedColumns,
  base: "unit_price" | "line_total",
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

/** Other prices, such as one that was reduced; not what the piece costs to buy. */
function pricesOf({ kind, header, unused, ignored }: CheckedColumns): readonly number[] {
  return unused.filter((at) => {
    const name = plainName(header[at] ?? "");
    return !ignored.has(at) && PRICE.test(name) && !COST.test(name) &&
      /^(unit_price|item)?$/.test(kind.guess?.(header[at] ?? "") ?? "");
  });
}

const PRICE =
  /price|preis|prix|precio|preco|prezzo|prijs|^pris|cena|fiyat|harga|цена|单价|単価|价格|가격/;
const COST =
  /extra|modif|surcharge|add-?on|zuschlag|aufpreis|suppl|recargo|cost|einkauf|purchase|buy|supplier|wholesale|kilo|kg|litre|liter/;

/** Rows that bring in nothing, or sum up others, agree with no price. */
function isNoSale({ cell }: CheckedRow): boolean {
  return ["status", "type"].some((field) => meaningOf(cell(field)) !== "sale") ||
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

function saidOf(name: string, off: Difference, isOfOrder: boolean, base: string): string {
  const what = isOfOrder
    ? "the rows of the order come to"
    : base === "price"
    ? "the price is"
    : base === "unit_price"
    ? "quantity times price is"
    : "the row comes to";
  const more = off.rows === 1 ? "" : `, and in ${off.rows - 1} more rows`;
  return `${name} disagrees with what is read: line ${off.line} has ${off.total.slice(0, 20)}, ` +
    `${what} ${Number(off.expected.toFixed(3))}${more}.`;
}

function question(
  text: string,
  columns: CheckedColumns,
  { at, isPrice }: Total,
  { isLess, isCount }: Comparison,
): ImportQuestion {
  const name = columns.header[at] ?? "";
  const used = mappingOf(columns);
  used.delete("line_total");
  const others = new Map(used);
  others.delete("unit_price");
  const as = (field: string, map = used) => mapFlag(withColumn(map, field, name));
  const answers = [
    ...(isPrice ? [`${as("unit_price")} if it is what was asked for one`] : []),
    ...(isCount && !used.has("quantity") ? [`${as("quantity")} if it counts pieces`] : []),
    ...(isLess ? [`${as("net")} if it is what was paid`] : []),
    `${as("line_total", others)} if it is the price of the row`,
    `or that it does not matter: --ignore "${name}".`,
  ];
  return new ImportQuestion(text, `Say which is right: ${answers.join(", ")}`);
}
