import { openedOn } from "../../../storage/conditions.ts";
import type { DateText } from "../../../values/business_day.ts";
import { counted } from "../../../values/counted.ts";
import { divideRounded } from "../../../values/money.ts";
import { periodText } from "../../../values/period.ts";
import { percentText } from "../../../values/percent_text.ts";
import { readMenuItems } from "../../menu/menu_items.ts";
import { type Lift, liftOf, quantileFor } from "../basket.ts";
import {
  firstRows,
  major,
  rounded,
  type Section,
  type SectionInput,
  sectionOf,
} from "../section.ts";

/** The latest orders of the period that are looked at: enough for every lift that counts carry. */
const MOST_ORDERS = 5_000;
/** The items that are sold in most orders; pairs of others are too rare to say anything. */
const MOST_ITEMS = 60;
const LISTED = 10;

interface Basket {
  readonly business_date: DateText;
  net: number;
  readonly items: Set<string>;
}

/** What sells together, and the average check with an item and without. */
export async function readBasket(input: SectionInput): Promise<Section> {
  const { scope } = input;
  const { baskets, isCut } = await readBaskets(input);
  const counts = new Map<string, number>();
  for (const { items } of baskets) {
    for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  }
  const names = new Map((await readMenuItems(input.reader)).map(({ id, name }) => [id, name]));
  const top = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_ITEMS).map(([id]) => id);
  const pairs = pairsOf(baskets, top, counts);
  const nameOf = (id: string) => names.get(id) ?? id;
  const looked = lookedAtText(baskets);
  const standing = pairs.filter(({ lift: { low, high } }) => low > 1 || high < 1);
  return sectionOf("basket", {
    findings: standing.slice(0, 3).map(({ a, b, lift }) => ({
      text:
        `${nameOf(a)} and ${nameOf(b)} are together ${
          rounded(lift.lift)
        } times as often as chance ` +
        `would have it (${rounded(lift.low)} to ${rounded(lift.high)}), in ` +
        `${percentText(lift.support_percent)} of ${looked}.`,
      weight: 0,
    })),
    figures: {
      orders: baskets.length,
      pairs_tested: pairs.length,
      pairs_that_stand_out: standing.length,
    },
    tables: [{
      title: "Together more or less often than by chance",
      columns: ["item", "with", "lift", "from", "to", "% of orders"],
      ...firstRows(
        standing.map(({ a, b, lift }) => [
          nameOf(a),
          nameOf(b),
          rounded(lift.lift),
          rounded(lift.low),
          rounded(lift.high),
          rounded(lift.support_percent),
        ]),
        LISTED,
      ),
    }, {
      title: "Average check with an item and without",
      columns: ["item", "orders with", "check with", "check without"],
      ...firstRows(top.map((id) => checkRow(id, nameOf(id), baskets, scope)), LISTED),
    }],
    notes: [
      "A pair is listed only when 20 orders have both and the interval, 95 % over all pairs tested " +
      "together, leaves out 1. A larger check with an item does not mean that the item makes it.",
      ...(isCut ? [`Looked at the latest ${MOST_ORDERS} orders of the period only.`] : []),
    ],
  });
}

/** Which orders were looked at: these may be fewer than the period has. */
function lookedAtText(baskets: readonly Basket[]): string {
  const dates = baskets.map(({ business_date }) => business_date).sort();
  const [date = "", end_date = date] = [dates[0], dates.at(-1)];
  return `the ${counted(baskets.length, "order")} of ${
    periodText({ date, end_date })
  } that were looked at`;
}

/** The baskets of the latest orders, and whether the period may have earlier ones. */
async function readBaskets(
  { reader, scope }: SectionInput,
): Promise<{ readonly baskets: readonly Basket[]; readonly isCut: boolean }> {
  const latest = reader.selectFrom("orders").select(["id", "location_id", "business_date"])
    .where("location_id", "in", scope.ids)
    .where(openedOn(scope.period))
    .where("status", "!=", "cancelled")
    .orderBy("opened_at", "desc").orderBy("id", "desc").limit(MOST_ORDERS);
  const rows = await reader.selectFrom("order_lines")
    .innerJoin(latest.as("latest"), (join) =>
      join.onRef("latest.id", "=", "order_lines.order_id")
        .onRef("latest.location_id", "=", "order_lines.location_id"))
    .select(["order_id", "latest.business_date", "menu_item_id", "gross", "discount"])
    .where("voided", "=", 0).where("gift_card", "=", 0)
    .execute();
  const baskets = new Map<string, Basket>();
  for (const { order_id, business_date, menu_item_id, gross, discount } of rows) {
    const basket = baskets.getOrInsertComputed(
      order_id,
      () => ({ business_date, net: 0, items: new Set<string>() }),
    );
    basket.items.add(menu_item_id);
    basket.net += gross - discount;
  }
  return { baskets: [...baskets.values()], isCut: baskets.size >= MOST_ORDERS };
}

interface Pair {
  readonly a: string;
  readonly b: string;
  readonly lift: Lift;
}

function pairsOf(
  baskets: readonly Basket[],
  top: readonly string[],
  counts: ReadonlyMap<string, number>,
): Pair[] {
  const together = new Map<string, number>();
  const wanted = new Set(top);
  for (const { items } of baskets) {
    const some = [...items].filter((id) => wanted.has(id)).sort();
    some.forEach((a, i) => {
      for (const b of some.slice(i + 1)) {
        together.set(`${a} ${b}`, (together.get(`${a} ${b}`) ?? 0) + 1);
      }
    });
  }
  const z = quantileFor(top.length * (top.length - 1) / 2);
  return [...together].flatMap(([key, both]) => {
    const [a = "", b = ""] = key.split(" ");
    const lift = liftOf({
      orders: baskets.length,
      a: counts.get(a) ?? 0,
      b: counts.get(b) ?? 0,
      both,
    }, z);
    return lift === null ? [] : [{ a, b, lift }];
  }).sort((x, y) => Math.abs(Math.log(y.lift.lift)) - Math.abs(Math.log(x.lift.lift)));
}

function checkRow(
  id: string,
  name: string,
  baskets: readonly Basket[],
  scope: SectionInput["scope"],
) {
  const withIt = baskets.filter(({ items }) => items.has(id));
  const without = baskets.filter(({ items }) => !items.has(id));
  const check = (some: readonly Basket[]) =>
    some.length === 0
      ? null
      : major(divideRounded(some.reduce((sum, { net }) => sum + net, 0), some.length), scope);
  return [name, withIt.length, check(withIt), check(without)];
}
