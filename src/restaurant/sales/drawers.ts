import type { Reader } from "../../storage/database.ts";
import { type Drawer, readMoneyReturned, readPaymentsTaken } from "./payments_taken.ts";
import type { SalesGroup } from "./sales_group.ts";
import type { Span } from "./spans.ts";

/** Sales by payment method, each with its money as it was taken; null if no payment is recorded. */
export async function withDrawers(
  reader: Reader,
  groups: readonly SalesGroup[],
  spans: readonly Span[],
): Promise<SalesGroup[]> {
  const drawers = await readDrawers(reader, spans);
  return groups.map((group) => ({ ...group, drawer: drawers.get(group.group) ?? null }));
}

async function readDrawers(
  reader: Reader,
  spans: readonly Span[],
): Promise<ReadonlyMap<string, Drawer>> {
  const drawers = new Map<string, Drawer>();
  const add = (method: string, { payments = 0, taken = 0, given_back = 0 }: Partial<Drawer>) => {
    const known = drawers.get(method) ?? { payments: 0, taken: 0, given_back: 0 };
    drawers.set(method, {
      payments: known.payments + payments,
      taken: known.taken + taken,
      given_back: known.given_back + given_back,
    });
  };
  for (const { location_ids, ...period } of spans) {
    const where = { period, locations: location_ids.map((id) => ({ id })) };
    for (const { method, payments, amount, tips } of await readPaymentsTaken(reader, where)) {
      add(method, { payments, taken: amount + tips });
    }
    for (const { method, amount } of await readMoneyReturned(reader, where)) {
      add(method, { given_back: amount });
    }
  }
  return drawers;
}
