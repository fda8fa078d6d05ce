import { fromMilli, percent } from "../../../values/money.ts";
import { unitsToKeepMargin } from "../break_even.ts";
import {
  type MenuCategory,
  type MenuClass,
  type RatedItem,
  rateMenu,
  returnedNotes,
} from "../menu_engineering.ts";
import { readMenuSales } from "../menu_sales.ts";
import {
  type Finding,
  firstRows,
  major,
  moneyText,
  rounded,
  type Section,
  type SectionInput,
  sectionOf,
  type Table,
} from "../section.ts";

const LISTED_ITEMS = 24;
const LISTED_NEVER = 10;
/** The change of price whose break-even is worked out. */
const STEP_PERCENT = 5;

const CLASS_WORDS: Readonly<Record<MenuClass, string>> = {
  star: "popular and profitable",
  plowhorse: "popular, below the average margin",
  puzzle: "profitable, seldom ordered",
  dog: "seldom ordered, below the average margin",
};

/** Menu engineering by category: mix, margin, class, and what a change of price would have to keep. */
export async function readMenuSection({ reader, scope }: SectionInput): Promise<Section> {
  const { sold, neverSold } = await readMenuSales(reader, scope);
  const categories = rateMenu(sold);
  const items = categories.flatMap(({ items }) => items);
  const count = (rating: RatedItem["rating"]) =>
    items.filter((item) => item.rating === rating).length;
  const costed = items.filter(({ margin }) => margin !== null);
  return sectionOf("menu", {
    findings: Object.entries(CLASS_WORDS).flatMap(([rating, words]) =>
      classFinding(items, rating, words, scope)
    ),
    figures: {
      items_sold: items.length,
      stars: count("star"),
      plowhorses: count("plowhorse"),
      puzzles: count("puzzle"),
      dogs: count("dog"),
      new: count("new"),
      uncosted: count("uncosted"),
      thin: count("thin"),
      never_sold: neverSold.length,
    },
    tables: [
      categoryTable(categories, scope),
      itemTable(items, scope),
      ...(neverSold.length === 0 ? [] : [{
        title: "Never sold in the period",
        columns: ["item", "category", "item_id"],
        ...firstRows(
          neverSold.map(({ name, category, id }) => [name, category, id]),
          LISTED_NEVER,
        ),
      }]),
    ],
    notes: [
      "Kasavana-Smith inside each category: popular above 70 % of an equal share of units, " +
      "profitable above the mean margin weighted by units; margin = price sold at before discounts, " +
      "without tax, less recipe cost at today's pack costs.",
      ...returnedNotes(sold),
      ...(costed.length < items.length
        ? [
          `${
            items.length - costed.length
          } of ${items.length} items have no recipe whose every cost ` +
          "is known; import recipes and ingredients to class them.",
        ]
        : []),
    ],
    see_more: ["get_sales_data with group_by item lists every item."],
  });
}

function classFinding(
  items: readonly RatedItem[],
  rating: string,
  words: string,
  scope: SectionInput["scope"],
): Finding[] {
  const some = items.filter((item) => item.rating === rating);
  const [first] = some;
  if (first === undefined) return [];
  const names = some.slice(0, 3).map(({ name }) => name).join(", ");
  const gross = some.reduce((sum, item) => sum + item.gross, 0);
  return [{
    text: `${some.length} ${rating}${some.length === 1 ? "" : "s"} (${words}): ${names}` +
      `${some.length > 3 ? ", …" : ""}; gross ${moneyText(gross, scope)}.`,
    weight: gross,
    isNotable: rating === "dog" || rating === "puzzle",
  }];
}

function categoryTable(
  categories: readonly MenuCategory[],
  scope: SectionInput["scope"],
): Table {
  return {
    title: "By category",
    columns: ["category", "items classed", "mean margin", "popular from mix %"],
    ...firstRows(
      categories.map(({ category, classified, average_margin, popular_from_percent }) => [
        category,
        classified,
        major(average_margin, scope),
        popular_from_percent === null ? null : rounded(popular_from_percent),
      ]),
      LISTED_ITEMS,
    ),
  };
}

function itemTable(items: readonly RatedItem[], scope: SectionInput["scope"]): Table {
  const sorted = items.toSorted((a, b) => b.gross - a.gross || (a.id < b.id ? -1 : 1));
  return {
    title: "By item",
    columns: [
      "item",
      "category",
      "class",
      "units",
      "mix %",
      "price sold at",
      "margin each",
      "margin in all",
      "food cost %",
      `units to keep of 100 at +${STEP_PERCENT} %`,
      `units needed for 100 at -${STEP_PERCENT} %`,
      "item_id",
    ],
    ...firstRows(sorted.map((item) => itemRow(item, scope)), LISTED_ITEMS),
  };
}

function itemRow(item: RatedItem, scope: SectionInput["scope"]) {
  const { units, gross, margin, food_cost } = item;
  const each = (amount: number | null) =>
    amount === null || units <= 0 ? null : amount * 1000 / units;
  return [
    item.name,
    item.category,
    item.rating,
    fromMilli(units - item.returned),
    item.mix_percent === null ? null : rounded(item.mix_percent),
    major(each(gross), scope),
    major(each(margin), scope),
    major(margin, scope),
    food_cost === null ? null : percent(food_cost, gross),
    unitsAt(item, 100 + STEP_PERCENT),
    unitsAt(item, 100 - STEP_PERCENT),
    item.id,
  ];
}

/** Per 100 units at today's price, how many at another price earn the same. */
function unitsAt({ units, gross, food_cost }: RatedItem, percentOfPrice: number): number | null {
  if (food_cost === null || units <= 0) return null;
  // Totals instead of rounded prices of one, so that the answer is exact.
  return unitsToKeepMargin(100, {
    price: gross * 100,
    new_price: gross * percentOfPrice,
    cost: food_cost * 100,
  });
}
