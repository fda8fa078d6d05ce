import type { Reader } from "../storage/database.ts";
import { toMajor } from "../values/money.ts";
import { readMenuItems } from "../restaurant/menu/menu_items.ts";
import type { Export } from "./kind.ts";

/** The menu: in CSV what `import --kind menu` takes. */
export const menuItems: Export = {
  columns: ["name", "category", "price", "description"],
  async *rows(reader) {
    yield (await readMenuItems(reader)).map((
      { name, category, price, currency, description },
    ) => [name, category, price === null ? null : toMajor(price, currency), description]);
  },
  async *objects(reader: Reader) {
    yield (await readMenuItems(reader)).map((item) => ({
      ...item,
      price: item.price === null ? null : toMajor(item.price, item.currency),
    }));
  },
};
