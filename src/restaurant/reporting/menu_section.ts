import type { Section, TextBlock, Value } from "../../report/model.ts";
import type { Reader } from "../../storage/database.ts";
import { divideRounded, fromMilli } from "../../values/money.ts";
import { type RatedItem, rateMenu, returnedNotes } from "../analytics/menu_engineering.ts";
import { readMenuSales } from "../analytics/menu_sales.ts";
import { namesText, type ReportRequest } from "./request.ts";

/** Stars first, unclassified items last. */
const ORDER: readonly RatedItem["rating"][] = [
  ...["star", "plowhorse", "puzzle", "dog", "new", "thin", "uncosted"] as const,
];

const NAMES: Readonly<Record<RatedItem["rating"], string>> = {
  star: "Star",
  plowhorse: "Plowhorse",
  puzzle: "Puzzle",
  dog: "Dog",
  new: "New",
  thin: "Too few sold",
  uncosted: "No recipe cost",
};

/** Which dishes are popular and which earn: menu engineering inside each category. */
export async function menuSection(
  reader: Reader,
  { period, locations }: ReportRequest,
  currency: string,
): Promise<Section> {
  const ids = locations.map(({ id }) => id);
  const { sold, neverSold } = await readMenuSales(reader, { period, ids, currency });
  const items = rateMenu(sold).flatMap(({ items }) => items)
    .toSorted((a, b) => ORDER.indexOf(a.rating) - ORDER.indexOf(b.rating) || b.gross - a.gross);
  if (items.every(({ rating }) => rating === "uncosted")) {
    return { title: "Menu engineering", blocks: [NO_COSTS, ...notSold(neverSold)] };
  }
  const money = { kind: "money", unit: currency } as const;
  return {
    title: "Menu engineering",
    blocks: [
      {
        type: "text",
        text: "Stars are popular and earn well; plowhorses are popular and earn little; puzzles " +
          "earn well and sell little; dogs do neither. Each is compared inside its category.",
      },
      {
        type: "table",
        key: "menu_engineering",
        columns: [
          { key: "item", label: "Item", kind: "text" },
          { key: "category", label: "Category", kind: "text" },
          { key: "class", label: "Class", kind: "text" },
          { key: "units", label: "Units", kind: "quantity" },
          { key: "mix", label: "Mix", kind: "percent" },
          { key: "margin_each", label: "Margin each", ...money },
          { key: "margin", label: "Margin", ...money },
        ],
        rows: items.map((item): Value[] => [
          item.name,
          item.category,
          NAMES[item.rating],
          fromMilli(item.units - item.returned),
          item.mix_percent === null ? null : Math.round(item.mix_percent * 100) / 100,
          marginEach(item),
          item.margin,
        ]),
        footnote: [
          "Margin is gross sales less recipe cost at today's pack costs; mix is the share of the " +
          "units classed in the category.",
          ...returnedNotes(items),
        ].join(" "),
      },
      ...notSold(neverSold),
    ],
  };
}

/** In place of a table whose margins are all unknown. */
const NO_COSTS: TextBlock = {
  type: "text",
  text: "Nothing that was sold has a recipe whose costs are known, so there are no margins.",
};

const MOST_NOT_SOLD = 20;

function notSold(items: readonly { readonly name: string }[]): TextBlock[] {
  if (items.length === 0) return [];
  const names = namesText(items.map(({ name }) => name), MOST_NOT_SOLD);
  return [{ type: "text", text: `On the menu and not sold: ${names}.` }];
}

function marginEach({ margin, units }: RatedItem): number | null {
  return margin === null || units <= 0 ? null : divideRounded(margin * 1000, units);
}
