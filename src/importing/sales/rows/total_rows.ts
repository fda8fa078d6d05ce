import type { Minor } from "../../../values/money.ts";
import { isTotalWord } from "../../cells/total_words.ts";
import type { ImportRecord } from "../../kind/kind.ts";
import type { Field } from "../formats/format.ts";

/** Finds the rows of a file that sum up others, so that they are not sold once more. */
export interface TotalFinder {
  /** @param amountOf What the row says it brought in; null if that cannot be read. */
  isTotal(record: ImportRecord<Field>, amountOf: () => Minor | null): boolean;
  /** Adds a row that is one. */
  add(amount: Minor): void;
}

/** A finder that has seen no row. */
export function totalFinder(): TotalFinder {
  const all = { amount: 0, rows: 0 };
  const part = { amount: 0, rows: 0 };

  function sumsUp(amountOf: () => Minor | null): boolean {
    const amount = amountOf();
    return [all, part].some((sum) => sum.rows > 1 && sum.amount !== 0 && sum.amount === amount);
  }

  return {
    isTotal(record, amountOf) {
      const item = record.cell("item");
      const named = [record.cell("order_id"), record.cell("date")].some(isTotalWord);
      const total = named ||
        isTotalWord(item) && (record.continues === true || record.cell("date") === "" ||
            sumsUp(amountOf)) ||
        item === "" && record.continues === true && sumsUp(amountOf);
      if (total) [part.amount, part.rows] = [0, 0];
      return total;
    },
    add(amount) {
      for (const sum of [all, part]) {
        sum.amount += amount;
        sum.rows += 1;
      }
    },
  };
}
