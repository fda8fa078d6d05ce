import type { Reader } from "../storage/database.ts";
import { readUnknownShelves } from "../restaurant/inventory/unknown_shelves.ts";
import { fromMilli } from "../values/money.ts";
import type { Export } from "./kind.ts";
import { plainExport } from "./plain_export.ts";

/**
 * What is on hand; the CSV is what `import --kind stock` reads. A level below zero says only that a
 * count is due: like that of a shelf never counted it is left empty, as no count can be it.
 */
export const stock: Export = plainExport(
  ["ingredient", "on_hand", "unit", "par_level", "reorder_point", "location"],
  readStock,
);

async function readStock(reader: Reader) {
  const isUnknown = await readUnknownShelves(reader);
  const rows = await reader.selectFrom("stock")
    .innerJoin("ingredients", "ingredients.id", "stock.ingredient_id")
    .select(["ingredients.name as ingredient", "ingredients.unit", "stock.location_id as location"])
    .select(["stock.location_id", "stock.ingredient_id"])
    .select(["stock.on_hand", "stock.par_level", "stock.reorder_point"])
    .orderBy("stock.location_id").orderBy("ingredients.name").execute();
  return rows.map(({ location_id, ingredient_id, ...row }) => ({
    ...row,
    on_hand: row.on_hand < 0 || isUnknown({ location_id, ingredient_id })
      ? null
      : fromMilli(row.on_hand),
    par_level: fromMilli(row.par_level),
    reorder_point: fromMilli(row.reorder_point),
  }));
}
