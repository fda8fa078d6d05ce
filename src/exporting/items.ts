import type { Reader } from "../storage/database.ts";
import { fromMilli, toMajor } from "../values/money.ts";
import { readMenuItems } from "../restaurant/menu/menu_items.ts";
import { readAllVariations } from "../restaurant/menu/variations.ts";
import type { Export } from "./kind.ts";

/** The menu: in CSV what `import --kind menu` takes, a row for each item and each variation. */
export const menuItems: Export = {
  columns: ["name", "category", "price", "description", "variation", "portion"],
  async *rows(reader) {
    yield (await itemsOf(reader)).flatMap(
      ({ name, category, price, description, variations }) => [
        [name, category, price, description, null, null],
        ...variations.map((one) => [name, category, one.price, null, one.name, one.portion]),
      ],
    );
  },
  async *objects(reader) {
    yield await itemsOf(reader);
  },
};

/** The items with prices in decimal units. */
async function itemsOf(reader: Reader) {
  const variations = await readAllVariations(reader);
  return (await readMenuItems(reader)).map((item) => ({
    ...item,
    price: item.price === null ? null : toMajor(item.price, item.currency),
    variations: (variations.get(item.id) ?? []).map(({ portion, ...variation }) => ({
      ...variation,
      price: variation.price === null ? null : toMajor(variation.price, item.currency),
      portion: fromMilli(portion),
    })),
  }));
}
