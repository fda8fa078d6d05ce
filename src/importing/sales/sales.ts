import { menuItemIds } from "../../restaurant/menu/menu_items.ts";
import type { ImportRecord, Kind, Taker } from "../kind/kind.ts";
import type { Taking } from "../kind/taking.ts";
import type { Outcome } from "../kind/outcome.ts";
import type { Field, SalesFormat } from "./formats/format.ts";
import { FORMATS } from "./formats/index.ts";
import { rowReader } from "./rows/read_row.ts";
import { amountOf, type SalesRow } from "./rows/sales_row.ts";
import { linkRefunds } from "./writing/link_refunds.ts";
import type { RefundOutcome } from "./writing/merge_refund.ts";
import { type DateRange, noteCoverage, withDate } from "./writing/note_coverage.ts";
import { writeRows, type Writing } from "./writing/write_rows.ts";

/** Sales: one row for each item of an order. */
export const sales: Kind<Field, SalesFormat> = {
  name: "sales",
  formats: FORMATS,
  numbers: ["quantity", "unit_price", "line_total", "discount", "net", "tax", "tip"],
  dates: ["date"],
  located: true,
  money: true,
  whole: false,
  async begin(taking) {
    return takerOf({ ...taking, menuItems: await menuItemIds(taking.writer) });
  },
};

function takerOf(writing: Writing): Taker<Field> {
  const read = rowReader(writing);
  const places = new Map<string, DateRange>();
  const created = { orders: 0, refunds: 0, menu_items: 0 };
  const menuItemsBefore = writing.menuItems.size;

  async function take(records: readonly ImportRecord<Field>[]): Promise<Outcome[]> {
    const parsed = records.map(read);
    const rows = parsed.flatMap((one) => "row" in one ? [one.row] : []);
    for (const { place, moment } of rows) {
      places.set(place.id, withDate(places.get(place.id), moment.business_date));
    }
    const { outcomes, ordersAdded, refundsAdded } = await writeRows(writing, rows);
    created.orders += ordersAdded;
    created.refunds += refundsAdded;
    return [
      ...parsed.flatMap((one) => "row" in one ? [] : [one]),
      ...outcomes.map(([row, outcome]) => outcomeOf(row, outcome)),
    ];
  }

  return {
    take,
    async finish() {
      await linkRefundsOf(writing, [...places.keys()]);
      await noteCoverage(writing, places);
    },
    created: () => ({ ...created, menu_items: writing.menuItems.size - menuItemsBefore }),
  };
}

async function linkRefundsOf(
  { writer, format: { source }, at }: Taking<SalesFormat>,
  locations: readonly string[],
): Promise<void> {
  await linkRefunds(writer, { source, locations }, at);
}

function outcomeOf(row: SalesRow, outcome: RefundOutcome): Outcome {
  const { line, place, moment: { business_date: date } } = row;
  const amount = amountOf(row);
  if (outcome === "known") return { line, amount, skipped: "already imported" };
  if (outcome === "cancelled") return { line, amount, skipped: "refund that was cancelled" };
  const effect = outcome === "taken" ? "added" : "changed";
  return { line, amount, effect, as: categoryOf(row), place, date };
}

function categoryOf({ event, voided, gift_card }: SalesRow): string {
  if (voided) return "voids";
  if (event === "refund") return "refunds";
  return gift_card ? "gift_cards" : "sales";
}
