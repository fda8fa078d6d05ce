import type { Section } from "../../report/model.ts";
import { readPaymentsTaken } from "../sales/payments_taken.ts";
import { lossTables, voidReasons } from "./losses.ts";
import { paymentsTable } from "./payments.ts";
import {
  discountsTable,
  readDiscounts,
  readRefunds,
  readVoids,
  refundsTable,
  voidsTable,
} from "./reductions.ts";
import { booksFigures } from "./sales_headline.ts";
import type { SalesSource } from "./sales_source.ts";

/** Tax, tips and payments, for the books. */
export async function books({ reader, request, currency, sales }: SalesSource): Promise<Section> {
  request.signal?.throwIfAborted();
  const payments = await readPaymentsTaken(reader, request);
  return {
    title: "For the books",
    blocks: [booksFigures(sales, currency), paymentsTable(payments, currency, sales.gaps)],
  };
}

/** Discounts, voids and refunds, by reason and by whom. */
export async function reductions(
  { reader, request, currency, sales: { current, gaps } }: SalesSource,
): Promise<Section> {
  request.signal?.throwIfAborted();
  const discounts = await readDiscounts(reader, request);
  return {
    title: "Discounts, voids, refunds",
    blocks: [
      discountsTable(discounts, current.figures.discounts, currency, gaps),
      voidsTable(await readVoids(reader, request), currency, gaps),
      ...await voidReasons(reader, request, { currency, gaps }),
      refundsTable(await readRefunds(reader, request), currency, request.showsNames),
      ...await lossTables(reader, request, { currency, gaps }),
    ],
  };
}
