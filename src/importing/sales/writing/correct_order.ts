import {
  isTaken,
  type Order,
  type OrderLine,
  type Payment,
} from "../../../restaurant/orders/model/order.ts";
import type { Minor } from "../../../values/money.ts";
import { broughtIn, paid } from "./order_line.ts";
import { withNamedDiscounts } from "./order_setting.ts";
import { type FreshLine, isUnmet, type Revisit } from "./revisits.ts";

/** An order in which corrected rows replaced the original ones. */
export interface CorrectedOrder {
  readonly after: Order;
  /** How many lines were replaced. */
  readonly rows: number;
  /** The amount of the replaced lines. */
  readonly replaced: Minor;
}

/** How a file is read, for corrections. */
export interface CorrectionRules {
  readonly importId: string;
  /** Whether the file contains the time of day. */
  readonly timesKnown: boolean;
}

/** A new line, the stored line that it corrects, and how the new one was paid. */
interface Correction {
  readonly old: number;
  readonly fresh: number;
  readonly method: string | null;
}

/**
 * Puts new lines in the place of stored ones that the file no longer has. Undefined unless the file
 * clearly holds the whole order: it begins when the stored order does, it repeats a stored line or
 * has as many lines, and every line that is missing has a new one that can be its correction. A file
 * with only a part of the order, such as what came after midnight, must not lose the other part.
 */
export function correctOrder(
  order: Order,
  revisit: Revisit,
  { importId, timesKnown }: CorrectionRules,
): CorrectedOrder | undefined {
  const { hasCommon, first, opened } = revisit;
  const missing = order.lines.flatMap((line, at) => isUnmet(line, importId) ? [at] : []);
  if (first !== opened || !(hasCommon || missing.length === revisit.fresh.length)) return undefined;
  const fresh = freshLines(order.lines, revisit.fresh, importId);
  const corrections = pairUp(order.lines, missing, fresh, hasCommon || timesKnown);
  if (corrections.length === 0 || corrections.length < missing.length) return undefined;
  return replaceLines(order, corrections);
}

type Fresh = Omit<Correction, "old">;

/** The positions of the new lines. Equal ones are interchangeable. */
function freshLines(
  lines: readonly OrderLine[],
  fresh: readonly FreshLine[],
  importId: string,
): Fresh[] {
  const found = new Set<number>();
  return fresh.flatMap(({ key, method }) => {
    const at = lines.findLastIndex((line, at) =>
      !found.has(at) && line.source_key === key && line.import_id === importId
    );
    if (at === -1) return [];
    found.add(at);
    return [{ fresh: at, method }];
  });
}

/** Gives each missing line a new one: of the same item first, else of the same money. */
function pairUp(
  lines: readonly OrderLine[],
  missing: readonly number[],
  fresh: readonly Fresh[],
  mayBeRenamed: boolean,
): Correction[] {
  const left = new Set(fresh);
  const corrections = new Map<number, Correction>();
  for (const isLike of mayBeRenamed ? [isSameItem, isSameMoney] : [isSameItem]) {
    for (const old of missing) {
      if (corrections.has(old)) continue;
      const match = [...left].find(({ fresh }) => isLike(lines[old], lines[fresh]));
      if (match === undefined) continue;
      left.delete(match);
      corrections.set(old, { old, ...match });
    }
  }
  return [...corrections.values()];
}

function isSameItem(old: OrderLine | undefined, fresh: OrderLine | undefined): boolean {
  return old?.menu_item_id === fresh?.menu_item_id || old?.name === fresh?.name;
}

function isSameMoney(old: OrderLine | undefined, fresh: OrderLine | undefined): boolean {
  return old?.quantity === fresh?.quantity && old?.gross === fresh?.gross &&
    old?.discount === fresh?.discount && old?.gift_card === fresh?.gift_card;
}

function replaceLines(order: Order, corrections: readonly Correction[]): CorrectedOrder {
  const byOld = new Map(corrections.map((one) => [one.old, one]));
  const moved = new Set(corrections.map(({ fresh }) => fresh));
  const olds = order.lines.filter((_, at) => byOld.has(at));
  const lines = order.lines.flatMap((line, at) => {
    if (moved.has(at)) return [];
    return [order.lines[byOld.get(at)?.fresh ?? at] ?? line];
  });
  const payments = corrections.reduce(
    (left, { old, method }) => withoutLine(left, method, order.lines[old]),
    order.payments,
  );
  return {
    after: withNamedDiscounts({ ...order, lines, payments }),
    rows: corrections.length,
    replaced: olds.reduce((sum, line) => sum + broughtIn(line), 0),
  };
}

/** Payments without the amount of a line that was removed. */
function withoutLine(
  payments: readonly Payment[],
  method: string | null,
  line: OrderLine | undefined,
): readonly Payment[] {
  if (line === undefined) return payments;
  return payments.map((payment) =>
    payment.method === method && !isTaken(payment)
      ? { ...payment, amount: payment.amount - paid(line) }
      : payment
  );
}
