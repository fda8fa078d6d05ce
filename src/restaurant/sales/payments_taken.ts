import { readRollupsByKey, type Where } from "./read_rollups.ts";
import type { Reader } from "../../storage/database.ts";
import type { Minor } from "../../values/money.ts";

/** What was taken with one method of payment. */
export interface PaymentsTaken {
  readonly method: string;
  readonly payments: number;
  /** Paid for orders, tips left out. */
  readonly amount: Minor;
  readonly tips: Minor;
}

/** What was taken and given back with one method of payment, with tax, tips and gift cards. */
export interface Drawer {
  readonly payments: number;
  readonly taken: Minor;
  readonly given_back: Minor;
}

/** Payments of the orders opened in a period, by method, the largest first. */
export async function readPaymentsTaken(reader: Reader, where: Where): Promise<PaymentsTaken[]> {
  const rows = await readRollupsByKey(reader, where, "taken");
  return rows.filter(({ transactions }) => transactions !== 0)
    .map(({ key, transactions, gross, tips }) => ({
      method: key,
      payments: transactions,
      amount: gross,
      tips,
    })).toSorted((a, b) => b.amount - a.amount || (a.method < b.method ? -1 : 1));
}

/** What went back to guests with one method: items, charges, tax and tips. */
export interface MoneyReturned {
  readonly method: string;
  readonly amount: Minor;
}

/** Money given back by method, with its tax and tips. */
export async function readMoneyReturned(reader: Reader, where: Where): Promise<MoneyReturned[]> {
  const rows = await readRollupsByKey(reader, where, "given_back");
  return rows.map(({ key, refunds }) => ({ method: key, amount: refunds }))
    .toSorted((a, b) => b.amount - a.amount || (a.method < b.method ? -1 : 1));
}
