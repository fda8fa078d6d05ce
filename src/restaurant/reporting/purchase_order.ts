import type { Definition, Report, TableBlock, Value } from "../../report/model.ts";
import type { Reader } from "../../storage/database.ts";
import type { Row } from "../../storage/schema/schema.ts";
import { RestaurantError } from "../../values/errors.ts";
import type { Location } from "../locations/location.ts";
import { momentOfInstant } from "../../values/business_day.ts";
import { measured } from "./stock_blocks.ts";

type PurchaseOrder = Row<"purchase_orders">;

/** What readers must know of an order that is not one to deliver. */
const STATES: Readonly<Partial<Record<PurchaseOrder["status"], string>>> = {
  draft: "Draft: this order is not placed yet.",
  dropped: "Dropped: nothing of this order is wanted any more.",
};

/**
 * A purchase order.
 *
 * @throws {RestaurantError} NOT_FOUND
 */
export async function findPurchaseOrder(reader: Reader, id: string): Promise<PurchaseOrder> {
  const order = await reader.selectFrom("purchase_orders").selectAll().where("id", "=", id)
    .executeTakeFirst();
  if (order !== undefined) return order;
  throw new RestaurantError("NOT_FOUND", `There is no purchase order '${id}'.`, {
    hint: "draft_purchase_orders makes drafts and returns their ids.",
  });
}

/**
 * An order to a supplier as a document to send: what is wanted, in which packs, at which price and
 * when. What the restaurant has and uses is no business of the supplier, so it is not in it.
 */
export async function purchaseOrderReport(
  reader: Reader,
  order: PurchaseOrder,
  location: Location,
): Promise<Report> {
  const state = STATES[order.status];
  const table = await linesTable(reader, order);
  const [packs, cost] = ["packs", "cost"].map((key) =>
    table.total?.[table.columns.findIndex((column) => column.key === key)] ?? null
  );
  const money = { kind: "money", unit: order.currency } as const;
  return {
    title: `Purchase order ${order.id}`,
    scope: location.name,
    notes: state === undefined ? [] : [state],
    sections: [{
      title: `To ${order.supplier}`,
      blocks: [
        { type: "list", items: facts(order, location).map(({ term, text }) => `${term}: ${text}`) },
        {
          type: "figures",
          figures: [
            { key: "total", label: "Order total", ...money, value: cost ?? null },
            { key: "packs", label: "Packs", kind: "count", value: packs ?? null },
          ],
        },
        table,
      ],
    }],
    basis: [],
    as_of: order.closed_at ?? order.placed_at ?? order.created_at,
    time_zone: location.time_zone,
  };
}

function facts(order: PurchaseOrder, location: Location): Definition[] {
  const dateOf = (at: string) => momentOfInstant(Temporal.Instant.from(at), location).business_date;
  return [
    { term: "Deliver to", text: location.name },
    { term: "Ordered on", text: order.placed_at === null ? "not yet" : dateOf(order.placed_at) },
    ...(order.expected_on === null ? [] : [{ term: "Expected on", text: order.expected_on }]),
  ];
}

async function linesTable(
  reader: Reader,
  { id, currency, status }: PurchaseOrder,
): Promise<TableBlock> {
  const lines = await reader.selectFrom("purchase_order_lines as line")
    .innerJoin("ingredients", "ingredients.id", "line.ingredient_id")
    .selectAll("line").select(["ingredients.name", "ingredients.unit"])
    .where("line.purchase_order_id", "=", id).orderBy("ingredients.name").execute();
  const money = { kind: "money", unit: currency } as const;
  const isOpen = status === "draft" || status === "dropped";
  const hasArrived = !isOpen && lines.some(({ received_packs }) => received_packs > 0);
  const sum = lines.reduce((sum, { packs, pack_cost }) => sum + packs * pack_cost, 0);
  return {
    type: "table",
    key: "lines",
    columns: [
      { key: "ingredient", label: "Article", kind: "text" },
      { key: "item_id", label: "Our id", kind: "text" },
      { key: "pack", label: "Pack", kind: "quantity" },
      { key: "packs", label: "Packs", kind: "count", isSummed: true },
      ...(hasArrived ? [{ key: "received", label: "Received", kind: "count" } as const] : []),
      { key: "pack_price", label: "Per pack", ...money },
      { key: "cost", label: "Cost", ...money, isSummed: true },
    ],
    rows: lines.map((line): Value[] => [
      line.name,
      line.ingredient_id,
      measured(line.pack_size, line),
      line.packs,
      ...(hasArrived ? [line.received_packs] : []),
      line.pack_cost,
      line.packs * line.pack_cost,
    ]),
    total: [
      ...["Total", null, null, lines.reduce((all, { packs }) => all + packs, 0)],
      ...(hasArrived ? [null] : []),
      null,
      sum,
    ],
  };
}
