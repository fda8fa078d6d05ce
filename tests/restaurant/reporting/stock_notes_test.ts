import assert from "node:assert/strict";
import type { InventoryLine } from "../../../src/restaurant/inventory/read_inventory.ts";
import { stockNotes } from "../../../src/restaurant/reporting/count_blocks.ts";

Deno.test("an ingredient at two locations is one ingredient in the notes", () => {
  const line = (ingredient_id: string, on_hand: number | null) =>
    ({ ingredient_id, on_hand }) as InventoryLine;
  const [flour, other, oil] = [line("FLOUR", 5), line("FLOUR", null), line("OIL", 5)];
  assert.deepEqual(stockNotes([flour, other], new Map([[flour, null]])), [
    "Without a count in the last 30 days: 1 of 1 ingredient.",
  ]);
  assert.deepEqual(stockNotes([flour, other, oil], new Map()), [
    "Without a count in the last 30 days: 1 of 2 ingredients.",
  ]);
});
