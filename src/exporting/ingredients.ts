import type { Reader } from "../storage/database.ts";
import { fromMilli, toMajor } from "../values/money.ts";
import type { Export } from "./kind.ts";
import { plainExport } from "./plain_export.ts";

/** How everything is bought; the CSV is what `import --kind ingredients` reads. */
export const ingredients: Export = plainExport(
  [
    ...["name", "unit", "pack_size", "pack_cost", "supplier", "lead_time_days"] as const,
    "delivery_interval_days",
  ],
  readIngredients,
);

async function readIngredients(reader: Reader) {
  const rows = await reader.selectFrom("ingredients").selectAll().orderBy("name").execute();
  return rows.map((one) => ({
    ...one,
    pack_size: fromMilli(one.pack_size),
    pack_cost: toMajor(one.pack_cost, one.currency),
  }));
}
