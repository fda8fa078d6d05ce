import type { Reader } from "../storage/database.ts";
import { fromMilli, toMajor } from "../values/money.ts";
import { readMenuItems } from "../restaurant/menu/menu_items.ts";
import { readAllModifierGroups } from "../restaurant/menu/modifier_groups.ts";
import { readAllVariations } from "../restaurant/menu/variations.ts";
import type { Export } from "./kind.ts";

/**
 * The menu: in CSV what `import --kind menu` takes, a row for each item, each variation and each
 * modifier.
 */
export const menuItems: Export = {
  columns: [
    ...["name", "category", "price", "description", "variation", "portion", "modifier_group"],
    ...["modifier", "modifier_price", "min_selections", "max_selections"],
  ],
  async *rows(reader) {
    yield (await itemsOf(reader)).flatMap(
      ({ name, category, price, description, variations, modifier_groups }) => [
        [name, category, price, description, ...NO_SIZE, ...NO_MODIFIER],
        ...variations.map((one) => [
          ...[name, category, one.price, null, one.name, one.portion, ...NO_MODIFIER],
        ]),
        ...modifier_groups.flatMap((group) =>
          group.modifiers.map((one) => [
            ...[name, category, null, null, ...NO_SIZE, group.name, one.name, one.price],
            ...[group.min_selections, group.max_selections],
          ])
        ),
      ],
    );
  },
  async *objects(reader) {
    yield await itemsOf(reader);
  },
};

const NO_SIZE = [null, null];
const NO_MODIFIER = [null, null, null, null, null];

/** The items with prices in decimal units. */
async function itemsOf(reader: Reader) {
  const variations = await readAllVariations(reader);
  const items = await readMenuItems(reader);
  const groups = await readAllModifierGroups(reader);
  return items.map((item) => ({
    ...item,
    price: item.price === null ? null : toMajor(item.price, item.currency),
    variations: (variations.get(item.id) ?? []).map(({ portion, ...variation }) => ({
      ...variation,
      price: variation.price === null ? null : toMajor(variation.price, item.currency),
      portion: fromMilli(portion),
    })),
    modifier_groups: (groups.get(item.id) ?? []).map((group) => ({
      name: group.name,
      min_selections: group.min_selections,
      max_selections: group.max_selections,
      modifiers: group.modifiers.map(({ name, price }) => ({
        name,
        price: toMajor(price, item.currency),
      })),
    })),
  }));
}
