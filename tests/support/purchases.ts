import { writeSales } from "../../src/restaurant/sales/write_sales.ts";
import type { Database } from "../../src/storage/database.ts";
import { callTool, testRegistry } from "./calls.ts";
import type { ToolResult } from "./clients.ts";
import type { Engine } from "./engines.ts";
import { BUNS, LETTUCE, move, openKitchen } from "./pantry.ts";
import { line, moment, newSales, order, WRITTEN_AT } from "./sales.ts";

/** A purchase order as an answer has it. */
export interface AnsweredOrder {
  readonly purchase_order_id: string;
  readonly supplier: string;
  readonly location: string;
  readonly status: string;
  readonly total: number;
  readonly expected_on: string | null;
  readonly lines: readonly {
    readonly item_id: string;
    readonly packs: number;
    readonly received_packs: number;
    readonly pack_cost: number;
    readonly reason: string;
  }[];
}

/**
 * Forty burgers on the only day of sales: 40 buns a day, of which 100 are there (lead 2, interval 3,
 * packs of 24 for 6.00), and nothing of the beef was counted; lettuce is below its par of 3 kg.
 */
export async function openLarder(engine: Engine): Promise<Database> {
  const database = await openKitchen(engine);
  const lines = [line({ quantity: 40_000 })];
  const sales = newSales([order({ opened: moment("2026-12-29T12:00"), lines })]);
  await database.write((writer) => writeSales(writer, sales, WRITTEN_AT));
  await move(database, BUNS.id, 100_000);
  await move(database, LETTUCE.id, 1_000_000);
  await database.write((writer) =>
    writer.updateTable("stock").set({ par_level: 3_000_000 })
      .where("ingredient_id", "=", LETTUCE.id).execute()
  );
  return database;
}

/** Calls one of the tools of purchasing. */
export async function purchase(
  database: Database,
  tool: "draft_purchase_orders" | "update_purchase_order",
  args: Readonly<Record<string, unknown>>,
): Promise<ToolResult & { readonly orders: readonly AnsweredOrder[] }> {
  const { structured, text, isError } = await callTool(testRegistry(database), tool, args);
  const orders = (structured["purchase_orders"] ?? []) as readonly AnsweredOrder[];
  return { structured, text, isError, orders };
}
