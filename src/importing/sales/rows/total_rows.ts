import type { Minor } from "../../../values/money.ts";
import { hasTotalWord, isAverageWord, isTotalWord, mayLabelSums } from "../../cells/total_words.ts";
import type { ImportRecord } from "../../kind/kind.ts";
import type { Field } from "../formats/format.ts";

/** Finds the rows of a file that sum up others, so that they are not sold once more. */
export interface TotalFinder {
  /**
   * @param amountsOf What the row may say that it brought in: its quantity times its price, or its
   * price alone; null for what cannot be read.
   */
  isTotal(record: ImportRecord<Field>, amountsOf: () => readonly (Minor | null)[]): boolean;
  /**
   * Adds a row that sums up nothing.
   *
   * @param written What it would have brought in if it had not been voided.
   */
  add(amount: Minor, written: Minor): void;
}

/** Where reports write what a row sums up. */
const LABELS: readonly Field[] = ["item", "order_id", "date", "category", "location", "register"];

/** A finder that has seen no row. */
export function totalFinder(): TotalFinder {
  const sum = () => ({ amount: 0, written: 0, rows: 0 });
  const [all, part] = [sum(), sum()];

  function sumsUp(amountsOf: () => readonly (Minor | null)[], fewest = 2): boolean {
    const amounts = amountsOf();
    return [all, part].some(({ amount, written, rows }) =>
      rows >= fewest && [amount, written].some((one) => one !== 0 && amounts.includes(one))
    );
  }

  function averages(amountsOf: () => readonly (Minor | null)[]): boolean {
    const amounts = amountsOf();
    return [all, part].some(({ amount, rows }) =>
      rows > 1 && amounts.includes(Math.round(amount / rows))
    );
  }

  return {
    isTotal(record, amountsOf) {
      const { cell } = record;
      const item = cell("item");
      if (item !== "" && !LABELS.some((field) => mayLabelSums(cell(field)))) return false;
      const total = isTotalWord(cell("order_id")) || isTotalWord(cell("date")) ||
        isTotalWord(item) && (record.continues === true || cell("date") === "" ||
            sumsUp(amountsOf, 1)) ||
        LABELS.some((field) => hasTotalWord(cell(field))) && sumsUp(amountsOf) ||
        LABELS.some((field) => isAverageWord(cell(field))) && averages(amountsOf) ||
        item === "" && record.continues === true && sumsUp(amountsOf);
      if (total) Object.assign(part, sum());
      return total;
    },
    add(amount, written) {
      for (const sum of [all, part]) {
        sum.amount += amount;
        sum.written += written;
        sum.rows += 1;
      }
    },
  };
}
