import type { Section } from "../../report/model.ts";
import { readPaymentsTaken } from "../sales/payments_taken.ts";
import { length } from "../../values/period.ts";
import { cancellationsTable, readCancellations } from "./cancellations.ts";
import type { Drawer } from "./drawer.ts";
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

/**
 * Tax, tips and payments, for the books.
 *
 * @param drawer Of a single day: what it leaves in the drawer.
 */
export async function books(
  { reader, request, currency, sales }: SalesSource,
  drawer: Drawer | undefined,
): Promise<Section> {
  request.signal?.throwIfAborted();
  const payments = async () =>
    paymentsTable(await readPaymentsTaken(reader, request), currency, sales.gaps);
  return {
    title: "For the books",
    blocks: [booksFigures(sales, currency), ...(drawer?.blocks ?? [await payments()])],
  };
}

/** Discounts, voids and refunds, by reason and by whom; of a single day cancelled orders, too. */
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
      ...(length(request.period) === 1
        ? [cancellationsTable(await readCancellations(reader, request), request.showsNames)]
        : []),
    ],
  };
}
