import type { Order } from "../../restaurant/orders/model/order.ts";
import { settingColumns } from "../../restaurant/orders/model/order_setting.ts";
import { readOrders } from "../../restaurant/orders/read/read_orders.ts";
import { FIGURES_NOT_RECORDED } from "../../restaurant/sales/not_recorded.ts";
import { writeSales } from "../../restaurant/sales/write_sales.ts";
import { IDS_AT_ONCE, insertMany, slices } from "../../storage/bulk.ts";
import { noteCatalogChanged } from "../../storage/catalog_mark.ts";
import type { Reader } from "../../storage/database.ts";
import { RestaurantError } from "../../values/errors.ts";
import { momentReader } from "../cells/moments.ts";
import { RowProblem } from "../cells/row_problem.ts";
import type { ImportRecord, Kind, Taker } from "../kind/kind.ts";
import type { Outcome } from "../kind/outcome.ts";
import type { Taking } from "../kind/taking.ts";
import { paymentBooks, salesLedger } from "../sales/ledger.ts";
import { type DateRange, withDate } from "../sales/writing/note_coverage.ts";
import { completeOrder } from "./complete_order.ts";
import {
  type DetailField,
  type DetailFormat,
  squareTransactions,
  toastOrders,
  toastPayments,
} from "./format.ts";
import { type Detail, readDetail, Skipped } from "./read_detail.ts";

const AMOUNTS: readonly DetailField[] = [
  ...["tip", "gratuity", "amount", "collected", "card", "cash", "gift_card"] as const,
  ...["cash_app", "other"] as const,
];

/**
 * What other exports of a point of sale know of orders that are in already: guests, tips, who sold,
 * payments as they were taken. It adds no order and changes no sales figure.
 */
export const details: Kind<DetailField, DetailFormat> = {
  name: "order-details",
  formats: [squareTransactions, toastOrders, toastPayments],
  numbers: AMOUNTS,
  amounts: AMOUNTS,
  dates: ["date"],
  located: true,
  money: true,
  whole: false,
  touches: [],
  books: async (taking) => ({
    net_sales: await salesLedger(taking.writer, taking),
    ...await paymentBooks(taking.writer, taking),
  }),
  begin: (taking) => takerOf(taking),
};

function takerOf(taking: Taking<DetailFormat>): Taker<DetailField> {
  const momentOf = momentReader(taking.plan);
  const places = new Map<string, DateRange>();
  let [read, met] = [0, 0];
  return {
    async take(records) {
      const rows = records.map((record) =>
        readRow(record, () => readDetail(record, taking, momentOf))
      );
      const found = rows.flatMap((one) => "detail" in one ? [one.detail] : []);
      const orders = await ordersOf(taking, found);
      const known = found.filter((detail) => orders.has(keyOf(detail)));
      read += found.length;
      met += known.length;
      for (const { place, moment } of known) {
        places.set(place.id, withDate(places.get(place.id), moment.business_date));
      }
      const changed = await complete(taking, orders, known);
      return rows.map((one) =>
        "detail" in one ? outcomeOf(one.detail, orders, changed) : one.outcome
      );
    },
    async finish() {
      if (read > 0 && met === 0) throw nothingMet();
      await noteCoverage(taking, places);
    },
  };
}

function nothingMet(): RestaurantError {
  return new RestaurantError(
    "CONFLICT",
    "None of the file's orders is in, so it completes nothing.",
    {
      hint:
        "Import the items of the same days first: Toast's ItemSelectionDetails, Square's items.",
    },
  );
}

type ReadRow = { readonly detail: Detail } | { readonly outcome: Outcome };

function readRow({ line }: ImportRecord<DetailField>, read: () => Detail): ReadRow {
  try {
    return { detail: read() };
  } catch (problem) {
    if (problem instanceof Skipped) return { outcome: { line, skipped: problem.message } };
    if (!(problem instanceof RowProblem)) throw problem;
    return { outcome: { line, problem } };
  }
}

function keyOf({ place, order_id }: Pick<Detail, "place" | "order_id">): string {
  return `${place.id}\n${order_id}`;
}

/** The stored orders that rows are about, by location and id. */
async function ordersOf(
  { writer, format: { source } }: Taking<DetailFormat>,
  rows: readonly Detail[],
): Promise<ReadonlyMap<string, Order>> {
  const orders = new Map<string, Order>();
  for (const [location, some] of Map.groupBy(rows, ({ place }) => place.id)) {
    const wanted = [...new Set(some.map(({ order_id }) => order_id))];
    for (const ids of slices(wanted, IDS_AT_ONCE)) {
      for (const order of await storedOrders(writer, { location, source, ids })) {
        orders.set(`${location}\n${order.external_id}`, order);
      }
    }
  }
  return orders;
}

async function storedOrders(
  reader: Reader,
  { location, source, ids }: {
    readonly location: string;
    readonly source: string;
    readonly ids: readonly string[];
  },
): Promise<Order[]> {
  const found = await reader.selectFrom("orders").select("id")
    .where("location_id", "=", location).where("source", "=", source)
    .where("external_id", "in", ids).execute();
  return await readOrders(reader, found.map(({ id }) => id));
}

/** Writes what is new, and gives the lines whose rows said something new. */
async function complete(
  { writer, journal, keeper, at }: Taking<DetailFormat>,
  orders: ReadonlyMap<string, Order>,
  rows: readonly Detail[],
): Promise<ReadonlySet<number>> {
  const now = new Map(orders);
  const changed = new Set<number>();
  for (const row of rows) {
    const before = now.get(keyOf(row));
    if (before === undefined) continue;
    const after = completeOrder(before, row);
    if (JSON.stringify(sorted(after)) === JSON.stringify(sorted(before))) continue;
    changed.add(row.line);
    now.set(keyOf(row), after);
  }
  const changes = [...now].flatMap(([key, after]) => {
    const before = orders.get(key);
    return before === undefined || before === after ? [] : [{ before, after }];
  });
  if (changes.length === 0) return changed;
  for (const { before, after } of changes) {
    for (const { amount, tip } of before.payments) keeper.add({ paid: -amount, tips: -tip });
    for (const { amount, tip } of after.payments) keeper.add({ paid: amount, tips: tip });
  }
  await journal.sales(writer, { orders: changes, refunds: [] });
  await writeSales(writer, { orders: changes, refunds: [] }, at);
  return changed;
}

/** What a detail can change, in an order of its own. */
function sorted(order: Order): unknown[] {
  const { guests, table_name, payments, service_charges } = order;
  return [
    ...[guests, table_name, settingColumns(order)],
    payments.map(({ method, amount, tip, source_key = null }) => [method, amount, tip, source_key]),
    service_charges.map(({ name, amount, is_gratuity }) => [name, amount, is_gratuity]),
  ];
}

function outcomeOf(
  detail: Detail,
  orders: ReadonlyMap<string, Order>,
  changed: ReadonlySet<number>,
): Outcome {
  const { line, place, moment, payments } = detail;
  const amount = payments.reduce((sum, payment) => sum + payment.amount, 0);
  if (!orders.has(keyOf(detail))) {
    return { line, amount, skipped: "of an order that is not in; import the items first" };
  }
  const effect = changed.has(line) ? "changed" : "unchanged";
  return { line, amount, effect, place, date: moment.business_date };
}

/** What the file tells of its days, so that it is no longer called not recorded. */
async function noteCoverage(
  { writer, importId, at, has }: Taking<DetailFormat>,
  places: ReadonlyMap<string, DateRange>,
): Promise<void> {
  const told: readonly string[] = [
    ...(has("guests") ? ["guests"] : []),
    ...(has("tip") ? ["tips"] : []),
    ...(has("method") || has("card") ? ["payments"] : []),
  ];
  const not_recorded = FIGURES_NOT_RECORDED.filter((figure) => !told.includes(figure)).join(" ");
  const rows = Array.from(places, ([location_id, range]) => ({
    import_id: importId,
    location_id,
    ...range,
    imported_at: at,
    not_recorded,
  }));
  if (rows.length === 0) return;
  await noteCatalogChanged(writer);
  await insertMany(writer, "import_coverage", rows);
}
