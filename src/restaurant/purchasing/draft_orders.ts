import { insertMany } from "../../storage/bulk.ts";
import type { Writer } from "../../storage/database.ts";
import { freshIds } from "../../storage/ids.ts";
import { rounded } from "../../values/fraction.ts";
import { quantityText } from "../inventory/ingredients.ts";
import { type InventoryLine, readInventory } from "../inventory/read_inventory.ts";
import { onOrder } from "../inventory/restock.ts";
import type { Location } from "../locations/location.ts";
import { foldText } from "../../values/fold.ts";

/** Which drafts are requested. */
export interface DraftRequest {
  readonly locations: readonly Location[];
  /** Only for this supplier, regardless of capitals. */
  readonly supplier?: string | undefined;
  readonly actor: string;
}

/** The result of drafting. */
export interface Drafts {
  readonly ids: readonly string[];
  /** Ingredients that could not be considered, because they were never counted. */
  readonly uncounted: number;
  /** Suppliers that there are, for a name that is none. */
  readonly suppliers: readonly string[];
}

/**
 * Drafts an order for each location and supplier: whole packs, up to par or what is used until the
 * delivery after the next, less what is on hand and on order. A draft that is still open is replaced.
 *
 * @param at UTC instant of the writing.
 */
export async function draftOrders(
  writer: Writer,
  { locations, supplier, actor }: DraftRequest,
  at: string,
): Promise<Drafts> {
  const now = Temporal.Instant.from(at);
  const { lines } = await readInventory(writer, locations, { now });
  const isWanted = ({ ingredient }: InventoryLine) =>
    supplier === undefined || foldText(ingredient.supplier) === foldText(supplier.trim());
  const wanted = lines.filter(isWanted);
  const groups = Map.groupBy(
    wanted.filter(({ order_packs }) => order_packs > 0),
    ({ location_id, ingredient: { supplier, currency } }) =>
      [location_id, supplier, currency].join("\n"),
  );
  await dropOpenDrafts(writer, locations, supplier);
  const ids: string[] = [];
  for (const some of groups.values()) ids.push(await insertDraft(writer, some, actor, at));
  return {
    ids,
    uncounted: wanted.filter(({ state }) => state === "uncounted").length,
    suppliers: [...new Set(lines.map(({ ingredient }) => ingredient.supplier))].sort(),
  };
}

/** A new draft replaces the old one: otherwise the same would be ordered twice. */
async function dropOpenDrafts(
  writer: Writer,
  locations: readonly Location[],
  supplier: string | undefined,
): Promise<void> {
  const open = await writer.selectFrom("purchase_orders").select(["id", "supplier"])
    .where("status", "=", "draft").where("location_id", "in", locations.map(({ id }) => id))
    .orderBy("id").forNoKeyUpdate().execute();
  const ids = open.filter((order) =>
    supplier === undefined || foldText(order.supplier) === foldText(supplier.trim())
  ).map(({ id }) => id);
  if (ids.length === 0) return;
  await writer.deleteFrom("purchase_order_lines").where("purchase_order_id", "in", ids).execute();
  await writer.deleteFrom("purchase_orders").where("id", "in", ids).execute();
}

async function insertDraft(
  writer: Writer,
  lines: readonly InventoryLine[],
  created_by: string,
  created_at: string,
): Promise<string> {
  const [id = ""] = await freshIds(writer, "purchase_orders", 1);
  const [first] = lines;
  await writer.insertInto("purchase_orders").values({
    id,
    location_id: first?.location_id ?? "",
    supplier: first?.ingredient.supplier ?? "",
    currency: first?.ingredient.currency ?? "",
    status: "draft",
    created_at,
    created_by,
    placed_at: null,
    expected_on: null,
    closed_at: null,
    version: 1,
  }).execute();
  await insertMany(
    writer,
    "purchase_order_lines",
    lines.map((line) => ({
      purchase_order_id: id,
      location_id: line.location_id,
      ingredient_id: line.ingredient.id,
      packs: line.order_packs,
      received_packs: 0,
      pack_size: line.ingredient.pack_size,
      pack_cost: line.ingredient.pack_cost,
      reason: reasonOf(line),
    })),
  );
  return id;
}

/** Why so many, in one line: `12 each on hand, 40 a day, par 150; lead 2 + interval 3 days`. */
function reasonOf({ ingredient, on_hand, supply }: InventoryLine): string {
  const amount = (quantity: number) => quantityText(quantity, ingredient);
  return [
    `${amount(on_hand ?? 0)} on hand`,
    ...(onOrder(supply) === 0 ? [] : [`${amount(onOrder(supply))} on order`]),
    `${amount(rounded(supply.per_day))} used a day`,
    ...(supply.par_level === 0 ? [] : [`par ${amount(supply.par_level)}`]),
    `lead ${supply.lead_time_days} + interval ${supply.delivery_interval_days} days`,
  ].join(", ");
}
