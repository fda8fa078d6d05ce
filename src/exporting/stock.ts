import type { Reader } from "../storage/database.ts";
import { fromMilli } from "../values/money.ts";
import type { Export } from "./kind.ts";
import { plainExport } from "./plain_export.ts";

/** What is on hand; the CSV is what `import --kind stock` reads. */
export const stock: Export = plainExport(
  ["ingredient", "on_hand", "unit", "par_level", "reorder_point", "location"],
  readStock,
);

async function readStock(reader: Reader) {
  const rows = await reader.selectFrom("stock")
    .innerJoin("ingredients", "ingredients.id", "stock.ingredient_id")
    .select(["ingredients.name as ingredient", "ingredients.unit", "stock.location_id as location"])
    .select(["stock.on_hand", "stock.par_level", "stock.reorder_point"])
    .orderBy("stock.location_id").orderBy("ingredients.name").execute();
  return rows.map((row) => ({
    ...row,
    on_hand: fromMilli(row.on_hand),
    par_level: fromMilli(row.par_level),
    reorder_point: fromMilli(row.reorder_point),
  }));
}
