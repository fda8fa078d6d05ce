import type { Database } from "../../src/storage/database.ts";
import { HOUSE } from "../../src/storage/schema/house.ts";
import type { Row, Schema } from "../../src/storage/schema/schema.ts";

const AT = "2026-11-23T12:00:00Z";

/** Rows by table, in an order in which each can refer to those before it. */
export type Rows = { readonly [Table in keyof Schema]?: readonly Row<Table>[] };

/** Data shared by all locations. */
const SHARED: Rows = {
  menu_items: ["SOUP0000", "CAKE0000"].map((id) => ({
    id,
    name: id,
    category: "Mains",
    description: "",
    currency: "USD",
    price: 500,
    version: 1,
    created_at: AT,
    updated_at: AT,
  })),
  ingredients: ["FLOUR000", "SALT0000"].map((id) => ({
    id,
    name: id,
    unit: "g",
    pack_size: 1000,
    pack_cost: 100,
    currency: "USD",
    supplier: "Mill",
    lead_time_days: 1,
    delivery_interval_days: 7,
  })),
  counters: [{ name: "turn:import", value: 7 }],
  changes: [change("CHANGE00", null)],
  location_counters: [{ location_id: HOUSE, name: "events", value: 1 }],
  events: [event(1, HOUSE)],
};

/** Data of one location: a row in every table that can hold one. */
function rowsOf(location_id: string, letter: string, first: number): Rows {
  const ids = [0, 1].map((index) => `${letter}000000${index}`);
  return {
    locations: [{
      id: location_id,
      name: `The ${location_id}`,
      time_zone: "UTC",
      currency: "USD",
      business_day_start: 240,
      created_at: AT,
    }],
    stock: ["FLOUR000", "SALT0000"].map((ingredient_id, index) => ({
      location_id,
      ingredient_id,
      on_hand: first + index,
      par_level: 0,
      reorder_point: 0,
    })),
    stock_movements: ids.map((id) => ({
      id,
      location_id,
      ingredient_id: "FLOUR000",
      kind: "count",
      quantity: first,
      reason: `${location_id} counted`,
      actor: "cook",
      order_id: null,
      moved_at: AT,
      business_date: "2026-11-23",
      level: null,
      undone_at: null,
    })),
    orders: ids.map((id, index) => order(id, location_id, first + index)),
    order_lines: ids.flatMap((order_id) =>
      [1, 2].map((line_number) => ({
        location_id,
        order_id,
        line_number,
        source_key: null,
        import_id: null,
        menu_item_id: "SOUP0000",
        name: "Soup",
        variation: "",
        category: "Mains",
        quantity: 1000 * first,
        gross: first,
        discount: 0,
        tax: 0,
        voided: 0,
        gift_card: 0,
        notes: `${location_id} wishes`,
        reason: null,
      }))
    ),
    order_progress: ids.map((order_id) => ({
      location_id,
      order_id,
      position: 1,
      status: "received",
      reason: null,
      actor: `waiter of ${location_id}`,
      at: AT,
    })),
    refunds: ids.map((id) => ({
      id,
      location_id,
      order_id: id,
      source: "test",
      external_id: null,
      order_type: "dine_in",
      payment_method: "card",
      refunded_at: AT,
      business_date: "2026-11-23",
      local_hour: 12,
      service_charges: 0,
      gratuity: 0,
      tips: first,
      reason: null,
      server: `server of ${location_id}`,
      channel: null,
    })),
    refund_lines: ids.map((refund_id) => ({
      location_id,
      refund_id,
      line_number: 1,
      source_key: null,
      import_id: null,
      menu_item_id: "SOUP0000",
      name: "Soup",
      category: "Mains",
      quantity: 1000,
      amount: first,
      tax: 0,
    })),
    tax_rates: [{ location_id, rate: first, is_included: 0 }],
    item_availability: [{
      location_id,
      menu_item_id: "CAKE0000",
      state: "limited",
      remaining: first,
    }],
    changes: ids.map((id) => change(id, location_id)),
    location_counters: [{ location_id, name: "events", value: first + 1 }],
    events: ids.map((_id, index) => event(first + index, location_id)),
  };
}

/** Data that no location ever sees. */
const HIDDEN: Rows = {
  imports: [{
    id: "IMPORT00",
    file_name: "there.csv",
    format: "generic",
    started_at: AT,
    rows_read: 1,
    rows_taken: 1,
    rows_skipped: 0,
    rows_quarantined: 0,
    summary: null,
    digest: null,
    undone_at: null,
  }],
  access_tokens: [{
    id: "TOKEN000",
    name: "somebody",
    secret_hash: "0".repeat(64),
    role: "admin",
    locations: null,
    created_at: AT,
    expires_at: null,
    revoked_at: null,
  }],
};

/** Data that the location `here` may see, and nothing else. */
export const OWN_ROWS: readonly Rows[] = [rowsOf("here", "H", 10), SHARED];

/** The same and the location `there`, with as much of its own. */
export const ALL_ROWS: readonly Rows[] = [...OWN_ROWS, rowsOf("there", "T", 20), HIDDEN];

/** Rows of one table, whichever parts they come from. */
export function rowsIn(parts: readonly Rows[], table: keyof Schema): readonly object[] {
  return parts.flatMap((rows): readonly object[] => rows[table] ?? []);
}

/** Writes rows into an empty database. */
export async function writeRows(database: Database, parts: readonly Rows[]): Promise<void> {
  await database.write(async (writer) => {
    for (const table of tablesIn(parts)) {
      await writer.insertInto(table).values(rowsIn(parts, table) as Row<typeof table>[]).execute();
    }
  });
}

/** The tables that have rows, those first to which others refer. */
export function tablesIn(parts: readonly Rows[]): (keyof Schema)[] {
  const first = ["locations", "menu_items", "ingredients", "imports", "orders", "refunds"] as const;
  const all = parts.flatMap((rows) => Object.keys(rows) as (keyof Schema)[]);
  const named = new Set<keyof Schema>([...first, ...all]);
  return [...named].filter((table) => rowsIn(parts, table).length > 0);
}

function order(id: string, location_id: string, gross: number): Row<"orders"> {
  return {
    id,
    location_id,
    source: "test",
    external_id: id,
    number: String(gross),
    order_type: "dine_in",
    status: "received",
    opened_at: AT,
    business_date: "2026-11-23",
    local_hour: 12,
    guests: 1,
    table_name: null,
    customer_name: `Guest of ${location_id}`,
    server: `server of ${location_id}`,
    channel: null,
    register: null,
    gross,
    discounts: 0,
    service_charges: 0,
    gratuity: 0,
    tax: 0,
    tips: 0,
    gift_cards: 0,
    version: 1,
    updated_at: AT,
  };
}

function change(id: string, location_id: string | null): Row<"changes"> {
  return {
    id,
    kind: "stock",
    subject_id: "FLOUR000",
    location_id,
    before: "{}",
    after: JSON.stringify({ location_id }),
    actor: "cook",
    changed_at: AT,
    undone_by: null,
  };
}

function event(sequence: number, location_id: string): Row<"events"> {
  return {
    sequence,
    kind: "stock_changed",
    subject_id: "FLOUR000",
    location_id,
    business_date: null,
    happened_at: AT,
    details: JSON.stringify({ location_id }),
  };
}
