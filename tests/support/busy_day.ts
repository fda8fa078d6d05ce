import assert from "node:assert/strict";
import { type MovementKind, moveStock } from "../../src/restaurant/inventory/ledger.ts";
import type { Database } from "../../src/storage/database.ts";
import { sum } from "../../src/values/sum.ts";
import type { TestClient } from "./clients.ts";
import { BEEF, BUNS, LETTUCE } from "./pantry.ts";
import { BURGER, COLA, SALAD, WRITTEN_AT } from "./sales.ts";

/** What a guest takes: prices in cents, ingredients in thousandths of their unit. */
interface Dish {
  readonly line: Readonly<Record<string, unknown>>;
  readonly price: number;
  readonly uses: Readonly<Record<string, number>>;
}

/** The dishes of `addFloor` and what they take of its pantry, half of the lettuce being thrown away. */
const DISHES: readonly Dish[] = [
  {
    line: { menu_item_id: BURGER.menu_item_id, quantity: 1, modifiers: ["cheese"] },
    price: 11_00,
    uses: { [BEEF.id]: 150_000, [BUNS.id]: 1_000 },
  },
  {
    line: { menu_item_id: SALAD.menu_item_id, quantity: 2 },
    price: 14_00,
    uses: { [LETTUCE.id]: 400_000 },
  },
  {
    line: { menu_item_id: COLA.menu_item_id, quantity: 1, modifiers: ["large"] },
    price: 3_25,
    uses: {},
  },
  {
    line: { menu_item_id: COLA.menu_item_id, quantity: 3, modifiers: ["small"] },
    price: 7_50,
    uses: {},
  },
];

/** What is on the shelves before the day: more than it takes. */
export const SHELVES: Readonly<Record<string, number>> = {
  [BEEF.id]: 500_000_000,
  [BUNS.id]: 2_000_000,
  [LETTUCE.id]: 500_000_000,
};

/** Counts the shelves. */
export async function stockUp(database: Database): Promise<void> {
  const movements = Object.entries(SHELVES).map(([ingredient_id, quantity]) => ({
    location_id: "downtown",
    ingredient_id,
    kind: "count" as MovementKind,
    quantity,
    reason: null,
    actor: "kitchen",
    order_id: null,
    business_date: "2026-01-01",
  }));
  await database.write((writer) => moveStock(writer, movements, WRITTEN_AT));
}

/** An order as the till remembers it. */
export interface Ticket {
  readonly id: string;
  /** The calls that it took, by tool. */
  readonly calls: Readonly<Record<"process_order" | "update_order_status", number>>;
  readonly dishes: readonly Dish[];
  readonly status: "completed" | "cancelled";
}

/** Orders that are cancelled before they are made, and requests that are sent twice. */
const CANCELLED_EVERY = 25;
const REPEATED_EVERY = 10;

/** Calls a tool that must succeed. */
export async function does(
  client: TestClient,
  tool: string,
  args: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const { isError, text, structured } = await client.callTool(tool, args);
  assert.ok(!isError, `${tool}: ${text}`);
  return structured;
}

/** Takes one order of a day and moves it to its end: its number decides what it is. */
export async function serveGuest(client: TestClient, number: number): Promise<Ticket> {
  const dishes = DISHES.filter((_, index) => index === number % 4 || (number + index) % 3 === 0);
  const call = {
    order_data: {
      location: "downtown",
      order_type: "takeout",
      items: dishes.map(({ line }) => line),
    },
    idempotency_key: `order ${number}`,
  };
  const taken = await does(client, "process_order", call);
  const isRepeated = number % REPEATED_EVERY === 0;
  if (isRepeated) assert.deepEqual(await does(client, "process_order", call), taken);
  const isCancelled = number % CANCELLED_EVERY === 0;
  const moves = isCancelled
    ? [{ status: "cancelled", reason: "The guest left" }]
    : ["preparing", "ready", "completed"].map((status) => ({ status }));
  const id = String(taken.order_id);
  for (const move of moves) await does(client, "update_order_status", { order_id: id, ...move });
  return {
    id,
    dishes,
    status: isCancelled ? "cancelled" : "completed",
    calls: { process_order: isRepeated ? 2 : 1, update_order_status: moves.length },
  };
}

/** Net sales in cents. */
export function netOf(tickets: readonly Ticket[]): number {
  return sum(sold(tickets).map(({ price }) => price));
}

/** What is left on the shelves. */
export function leftAfter(tickets: readonly Ticket[]): Record<string, number> {
  const dishes = sold(tickets);
  return Object.fromEntries(
    Object.entries(SHELVES).map(([id, counted]) => [
      id,
      counted - sum(dishes.map(({ uses }) => uses[id] ?? 0)),
    ]),
  );
}

function sold(tickets: readonly Ticket[]): Dish[] {
  return tickets.filter(({ status }) => status === "completed").flatMap(({ dishes }) => dishes);
}
