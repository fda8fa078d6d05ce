import type { Reader } from "../storage/database.ts";
import { fromMilli, toMajor } from "../values/money.ts";
import type { Export } from "./kind.ts";

/** How everything is bought; the CSV is what `import --kind ingredients` reads. */
export const ingredients: Export = {
  columns: [
    ...["name", "unit", "pack_size", "pack_cost", "supplier", "lead_time_days"],
    "delivery_interval_days",
  ],
  async *rows(reader) {
    yield (await readIngredients(reader)).map((one) => [
      ...[one.name, one.unit, one.pack_size, one.pack_cost, one.supplier, one.lead_time_days],
      one.delivery_interval_days,
    ]);
  },
  async *objects(reader) {
    yield await readIngredients(reader);
  },
};

async function readIngredients(reader: Reader) {
  const rows = await reader.selectFrom("ingredients").selectAll().orderBy("name").execute();
  return rows.map((one) => ({
    ...one,
    pack_size: fromMilli(one.pack_size),
    pack_cost: toMajor(one.pack_cost, one.currency),
  }));
}
