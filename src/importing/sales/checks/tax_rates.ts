import type { DecimalMark } from "../../cells/decimals.ts";
import type { Check, CheckedColumns } from "../../kind/check.ts";
import { ImportQuestion } from "../../kind/question.ts";
import { mapFlag, mappingOf } from "../../kind/map_flag.ts";
import { sizeOf } from "./total_column.ts";

/** A row with tax: its price and its tax as the file writes them. */
interface Taxed {
  readonly line: number;
  readonly price: string;
  readonly quantity: string;
  readonly tax: string;
}

/** Enough to tell rates from amounts. */
const MOST_ROWS = 5000;
/** No tax on food and drink is as large a part of the price with it. */
const LARGEST_SHARE = 0.4;
/** Prices that differ so much do not have the same tax by rounding. */
const SPREAD = 1.5;

/**
 * A column of tax that holds rates: 19 beside a price of 11.90, or one value beside prices of all
 * sizes.
 */
export function taxRates(columns: CheckedColumns): Check | undefined {
  const { format, positions, header } = columns;
  const [at] = positions.get("tax") ?? [];
  const price = positions.has("unit_price") ? "unit_price" : "line_total";
  if (format.name !== "generic" || at === undefined || !positions.has(price)) return undefined;
  const rows: Taxed[] = [];
  return {
    observe({ line, cell }) {
      const tax = cell("tax");
      if (rows.length >= MOST_ROWS || !/[1-9]/.test(tax)) return;
      const quantity = price === "unit_price" && positions.has("quantity") ? cell("quantity") : "1";
      rows.push({ line, price: cell(price), quantity, tax });
    },
    conclude({ decimalMarks }) {
      const found = rateIn(rows, decimalMarks.get(price) ?? ".");
      if (found === undefined) return [];
      const name = header[at] ?? "";
      const rest = mappingOf(columns);
      rest.delete("tax");
      throw new ImportQuestion(
        `${name} seems to hold rates of tax, not amounts (line ${found.line}: ${found.tax} beside a ` +
          `price of ${found.price}).`,
        `Say the rate, --tax-rate 19, with --prices-include-tax if the prices contain it, and leave ` +
          `the column out: ${mapFlag(rest)} --ignore "${name}".`,
      );
    },
  };
}

/** A row that shows that the taxes are rates. */
function rateIn(rows: readonly Taxed[], mark: DecimalMark): Taxed | undefined {
  const read = rows.flatMap((row) => {
    const [price, quantity, tax] = [row.price, row.quantity, row.tax]
      .map((text) => sizeOf(text, mark));
    if (price === undefined || quantity === undefined || tax === undefined) return [];
    return price * quantity > 0 ? [{ row, price: price * quantity, tax }] : [];
  });
  const tooMuch = read.filter(({ price, tax }) => tax > price * LARGEST_SHARE);
  if (tooMuch.length > read.length / 2) return tooMuch[0]?.row;
  const byTax = [...Map.groupBy(read, ({ tax }) => tax)];
  const [[only = 0, same] = [], ...others] = byTax;
  // No amount of every row has thousandths: 8.875.
  if (others.length === 0 && only >= 1 && !Number.isInteger(Number((only * 100).toFixed(6)))) {
    return same?.[0]?.row;
  }
  const areRates = byTax.length > 0 &&
    byTax.every(([tax, taxed]) => isRate(tax) && isWide(taxed));
  return areRates || tooMuch.length > 0 && byTax.some(([, taxed]) => isWide(taxed))
    ? (tooMuch[0] ?? read[0])?.row
    : undefined;
}

/** Rates as percentages, or as parts of one. */
function isRate(tax: number): boolean {
  return tax >= 1 && tax <= 30 || tax >= 0.02 && tax <= 0.3;
}

/** Whether one tax stands beside prices that cannot share it. */
function isWide(taxed: readonly { readonly price: number }[]): boolean {
  const prices = taxed.map(({ price }) => price);
  return Math.max(...prices) >= Math.min(...prices) * SPREAD;
}
