import { z } from "zod";
import type { Change } from "../../restaurant/orders/model/change.ts";
import type { Order, Refund } from "../../restaurant/orders/model/order.ts";

/** What an import did to some orders or refunds. */
export const SALES_SUBJECTS = [
  "new orders",
  "changed orders",
  "seen orders",
  "new refunds",
  "changed refunds",
  "seen refunds",
] as const;

/** One of `SALES_SUBJECTS`. */
export type SalesSubject = typeof SALES_SUBJECTS[number];

/** Orders or refunds, as far as lines go. */
type WithLines = Pick<Order | Refund, "id"> & {
  readonly lines: readonly { readonly import_id?: string }[];
};

/**
 * Which imports had claimed the lines of orders that an import only saw: one for all lines of an
 * order, or one for each line; null is none.
 */
export const seenLines = z.strictObject({
  whole: z.array(z.strictObject({ import_id: z.string().nullable(), ids: z.array(z.string()) })),
  lines: z.array(z.strictObject({ id: z.string(), import_ids: z.array(z.string().nullable()) })),
});

/** The claims on lines before an import. */
export type SeenLines = z.output<typeof seenLines>;

/** The claims on the lines of some things, before an import claimed them. */
export function claimsOn(things: readonly WithLines[]): SeenLines {
  const claims = things.map(({ id, lines }) => ({
    id,
    import_ids: lines.map(({ import_id }) => import_id ?? null),
  }));
  const isWhole = ({ import_ids: [first, ...others] }: typeof claims[number]) =>
    others.every((one) => one === first);
  const whole = Map.groupBy(claims.filter(isWhole), ({ import_ids: [first] }) => first ?? null);
  return {
    whole: Array.from(whole, ([import_id, some]) => ({ import_id, ids: some.map(({ id }) => id) })),
    lines: claims.filter((claim) => !isWhole(claim)),
  };
}

/** What was there before, of things that were stored. */
export function storedBefore<Thing>(changes: readonly Change<Thing>[]): Thing[] {
  return changes.flatMap(({ before }) => before === null ? [] : [before]);
}
