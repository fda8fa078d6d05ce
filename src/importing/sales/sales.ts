import { menuItemIds } from "../../restaurant/menu/menu_items.ts";
import { SETTING } from "../../restaurant/orders/model/order_setting.ts";
import { slices } from "../../storage/bulk.ts";
import type { Minor } from "../../values/money.ts";
import type { IdRange } from "../../values/public_id.ts";
import type { Kind, Taker } from "../kind/kind.ts";
import type { Outcome } from "../kind/outcome.ts";
import type { Taking } from "../kind/taking.ts";
import { taxOnTop } from "./checks/tax_on_top.ts";
import { taxRates } from "./checks/tax_rates.ts";
import { unreadAmounts } from "./checks/unread_amounts.ts";
import { unreadCounts } from "./checks/unread_counts.ts";
import { unreadStates } from "./checks/unread_states.ts";
import { unreadTotals } from "./checks/unread_totals.ts";
import { DECISIVE, guessField } from "./column_words.ts";
import type { Field, SalesFormat } from "./formats/format.ts";
import { FORMATS } from "./formats/index.ts";
import { shareOrderAmounts } from "./rows/order_amounts.ts";
import { withoutRefundsTwice } from "./rows/refunded_twice.ts";
import { type ParsedRow, rowReader, type SoldRecord } from "./rows/read_row.ts";
import { amountOf, type SalesRow } from "./rows/sales_row.ts";
import { soldSums } from "./rows/sold_sums.ts";
import { linkRefunds } from "./writing/link_refunds.ts";
import type { ItemRow, MergeOutcome } from "./writing/merge_order.ts";
import { type DateRange, noteCoverage, withDate } from "./writing/note_coverage.ts";
import { orderDays } from "./writing/order_days.ts";
import { grownNotes, type Settled, settleRevisits } from "./writing/settle_revisits.ts";
import { storedIds } from "./writing/stored_ids.ts";
import { writeItemRows, writeRows, type Writing, type Written } from "./writing/write_rows.ts";

const AMOUNTS: readonly Field[] = [
  ...["unit_price", "line_total", "discount", "net", "tax", "tip", "refund_amount"] as const,
  ...["order_discount", "order_tax"] as const,
];

/** Sales: one row for each item of an order. */
export const sales: Kind<Field, SalesFormat> = {
  name: "sales",
  formats: FORMATS,
  numbers: ["quantity", ...AMOUNTS],
  amounts: AMOUNTS,
  dates: ["date"],
  located: true,
  money: true,
  whole: false,
  sliced: true,
  touches: [],
  guess: guessField,
  decisive: DECISIVE,
  checks: [unreadTotals, unreadCounts, unreadStates, unreadAmounts, taxRates, taxOnTop],
  carried: [
    ...["order_id", "date", "time", "time_zone", "location", "number"] as const,
    ...["status", "type", "currency", "order_type", "payment_method", "table"] as const,
    ...SETTING,
  ],
  // What it writes is added up order by order, because others write between its slices.
  books: () => Promise.resolve({}),
  async begin(taking) {
    const menuItems = await menuItemIds(taking.writer);
    const { source } = taking.format;
    // The same object, because its transaction changes.
    const writing: Writing = Object.assign(taking, {
      menuItems,
      days: orderDays(taking.plan.places),
      revisits: new Map(),
      stored: { orders: storedIds("orders", source), refunds: storedIds("refunds", source) },
      waiting: { orders: new Set<string>(), refunds: new Set<string>() },
    });
    return takerOf(writing);
  },
};

/** Rows that waited are written in pieces of this size. */
const ROWS_AT_ONCE = 4000;

function takerOf(writing: Writing): Taker<Field> {
  const read = rowReader(writing);
  const places = new Map<string, DateRange>();
  const created = { orders: 0, refunds: 0, menu_items: 0 };
  const menuItemsBefore = writing.menuItems.size;
  const notes: string[] = [];
  const sums = soldSums();
  let [gained, changed, corrected] = [0, 0, 0];
  let taken = 0;

  /** The orders of a file get ids in its order, so that each batch fills pages of its own. */
  function idRangeOf(rows: number): IdRange {
    const from = taken / writing.rows;
    taken += rows;
    return { from: Math.min(from, 1), to: Math.min(taken / writing.rows, 1) };
  }

  /** What became of rows, and of which lines of the file some wait. */
  const outcomes = new Map<SalesRow, MergeOutcome>();
  const waiting: ItemRow[] = [];
  const unanswered: ParsedRow[] = [];

  function note({ outcomes: some, ordersAdded, refundsAdded, change }: Written): void {
    created.orders += ordersAdded;
    created.refunds += refundsAdded;
    changed += change;
    for (const [row, outcome] of some) {
      gained += gainOf(row, outcome);
      outcomes.set(row, outcome);
    }
  }

  /** Answers for the lines of which no row waits. */
  function answers(parsed: readonly ParsedRow[]): Outcome[] {
    const given: Outcome[] = [];
    for (const one of parsed) {
      if (!("rows" in one)) {
        given.push(one);
      } else if (one.rows.every((row) => outcomes.has(row))) {
        given.push(outcomeOf(one, outcomes));
        for (const row of one.rows) outcomes.delete(row);
      } else {
        unanswered.push(one);
      }
    }
    return given;
  }

  return {
    async take(records) {
      const parsed = shareOrderAmounts(withoutRefundsTwice(records.map(read)));
      const rows = parsed.flatMap((one) => "rows" in one ? one.rows : []);
      for (const { place, moment, item, line, gift_card } of rows) {
        if (!gift_card) sums.note(item, line);
        places.set(place.id, withDate(places.get(place.id), moment.business_date));
      }
      const written = await writeRows(writing, rows, idRangeOf(records.length));
      note(written);
      for (const row of written.waiting) waiting.push(row);
      return answers(parsed);
    },
    async takeRest() {
      for (const some of slices(waiting, ROWS_AT_ONCE)) note(await writeItemRows(writing, some));
      return answers(unanswered.splice(0));
    },
    async finish() {
      const settled = await settleRevisitsOf(writing);
      gained -= settled.replaced;
      changed += settled.change;
      corrected = settled.corrected;
      notes.push(...grownNotes(settled.grown));
      await linkRefundsOf(writing, [...places.keys()]);
      await noteCoverage(writing, places);
      if (changed === gained) return;
      throw new Error(`The rows add ${gained}, but the database changed by ${changed}`);
    },
    created: () => ({ ...created, menu_items: writing.menuItems.size - menuItemsBefore }),
    corrected: () => corrected,
    notes: () => [...notes, ...sums.notes()],
  };
}

async function settleRevisitsOf(
  { writer, revisits, importId, journal, plan: { timesKnown }, at }: Writing,
): Promise<Settled> {
  return await settleRevisits(writer, revisits, { importId, journal, timesKnown }, at);
}

async function linkRefundsOf(
  taking: Taking<SalesFormat>,
  locations: readonly string[],
): Promise<void> {
  await linkRefunds(taking, { source: taking.format.source, locations });
}

/** By how much a row changed what the database holds as sales. */
function gainOf(row: SalesRow, { effect, replaced }: MergeOutcome): Minor {
  if (effect === "known" || effect === "cancelled") return 0;
  return (row.gift_card ? 0 : amountOf(row)) - replaced;
}

function outcomeOf(
  { line, rows }: SoldRecord,
  outcomes: ReadonlyMap<SalesRow, MergeOutcome>,
): Outcome {
  const parts = rows.map((row) => ({ as: categoryOf(row), amount: amountOf(row) }));
  const amount = parts.reduce((sum, part) => sum + part.amount, 0);
  const effects = rows.map((row) => outcomes.get(row)?.effect);
  if (!effects.includes("taken") && !effects.includes("updated")) {
    const isCancelled = effects.includes("cancelled");
    return {
      line,
      amount,
      skipped: isCancelled ? "refund that was cancelled" : "already imported",
    };
  }
  const effect = effects.includes("taken") ? "added" : "changed";
  const [first] = rows;
  if (first === undefined) return { line, amount, effect, parts };
  const { place, moment: { business_date: date } } = first;
  return { line, amount, effect, parts, place, date };
}

function categoryOf({ event, voided, gift_card }: SalesRow): string {
  if (voided) return "voids";
  if (event === "refund") return "refunds";
  return gift_card ? "gift_cards" : "sales";
}
