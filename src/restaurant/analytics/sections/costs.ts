import { sum } from "../../../values/sum.ts";
import { fromMilli, type Minor, percent } from "../../../values/money.ts";
import { quantityText } from "../../inventory/ingredients.ts";
import { readMenuSales } from "../menu_sales.ts";
import { type CountedUsage, readCountedUsage } from "../read_stock_flow.ts";
import type { Count } from "../read_counts.ts";
import {
  type IngredientCost,
  readIngredientCosts,
  totalCost,
  type UsageCost,
} from "../ingredient_costs.ts";
import { readPriceEffects } from "../price_effects.ts";
import {
  firstRows,
  major,
  moneyText,
  rounded,
  type Section,
  type SectionInput,
  sectionOf,
  type Table,
} from "../section.ts";
import { counted } from "../../../values/counted.ts";
import { percentText } from "../../../values/percent_text.ts";

const LISTED = 12;
/** Counts that were undone, named in a note. */
const NAMED = 5;

/** Theoretical food cost, actual usage against it, and what pack prices did to margins. */
export async function readCosts(input: SectionInput): Promise<Section> {
  const { reader, scope } = input;
  const { sold } = await readMenuSales(reader, scope);
  const costed = sold.filter((item): item is typeof item & { food_cost: Minor } =>
    item.food_cost !== null
  );
  const theoretical = sum(costed.map(({ food_cost }) => food_cost));
  const sales = sum(costed.map(({ gross }) => gross));
  const { usage, uncounted, undone } = await readCountedUsage(reader, scope.ids, scope.period);
  const ingredients = await readIngredientCosts(reader, scope.currency, usage);
  const totals = totalCost(ingredients);
  const actualPercent = actualFoodCost(percent(theoretical, sales), totals);
  const prices = await readPriceEffects(reader, scope, sold);
  return sectionOf("costs", {
    findings: [
      {
        text: costed.length === 0
          ? "No item sold has a recipe with all costs known, so there is no food cost."
          : `Theoretical food cost ${moneyText(theoretical, scope)}, ` +
            `${percentText(percent(theoretical, sales))} of the ${
              moneyText(sales, scope)
            } that the ` +
            `${costed.length} of ${sold.length} costed items sold before discounts.`,
        weight: theoretical,
      },
      ...(ingredients.length === 0 ? [] : [{
        text: `Between the counts of ${counted(ingredients.length, "ingredient")} ` +
          `${moneyText(totals.actual, scope)} was used and ${
            moneyText(totals.theoretical, scope)
          } ` +
          `is explained by sales: ${moneyText(totals.wasted, scope)} was logged as waste, ` +
          `${moneyText(totals.unexplained, scope)} is unexplained` +
          `${worstText(ingredients, input)}.${
            actualPercent === null
              ? ""
              : ` At that rate food cost is ${percentText(actualPercent)} of sales.`
          }`,
        weight: Math.abs(totals.unexplained),
        isNotable: true,
      }]),
      ...prices.findings,
    ],
    figures: {
      theoretical_food_cost: costed.length === 0 ? null : major(theoretical, scope),
      theoretical_food_cost_percent: percent(theoretical, sales),
      actual_food_cost_percent: actualPercent,
      costed_sales: major(sales, scope),
      actual_cost: ingredients.length === 0 ? null : major(totals.actual, scope),
      theoretical_cost_of_counted: ingredients.length === 0
        ? null
        : major(totals.theoretical, scope),
      waste_cost: ingredients.length === 0 ? null : major(totals.wasted, scope),
      unexplained_cost: ingredients.length === 0 ? null : major(totals.unexplained, scope),
    },
    tables: [
      ...varianceTable(ingredients, scope),
      ...itemTable(costed, scope),
      ...prices.tables,
    ],
    notes: [
      "Costs are today's pack costs. Actual usage = opening count + received + transfers - closing " +
      "count; unexplained = actual - theoretical - logged waste.",
      ...(actualPercent === null ? [] : [
        "Actual food cost % = theoretical % x actual / theoretical usage of the counted ingredients.",
      ]),
      ...(usage.length > 0 ? [countsNote(usage)] : []),
      ...await undoneNotes(input, undone),
      ...(uncounted > 0 || usage.length === 0
        ? [
          `Not counted twice around the period: ${
            counted(uncounted, "ingredient")
          }; actual usage is ` +
          "not known. Count with update_inventory.",
        ]
        : []),
    ],
    see_more: ["get_inventory shows what is on hand now."],
  });
}

/**
 * What food cost in percent of sales, if all ingredients were used as far above or below their recipes
 * as the counted ones; null without counts or recipes.
 */
function actualFoodCost(
  theoreticalPercent: number | null,
  { actual, theoretical }: Pick<UsageCost, "actual" | "theoretical">,
): number | null {
  return theoreticalPercent === null || theoretical <= 0
    ? null
    : rounded(theoreticalPercent * actual / theoretical);
}

function worstText([worst]: readonly IngredientCost[], { scope }: SectionInput): string {
  if (worst === undefined || worst.cost.unexplained === 0) return "";
  const { ingredient, unexplained, cost } = worst;
  return `, most of it ${ingredient.name} with ${quantityText(unexplained, ingredient)} ` +
    `(${moneyText(cost.unexplained, scope)})`;
}

function varianceTable(
  ingredients: readonly IngredientCost[],
  scope: SectionInput["scope"],
): Table[] {
  if (ingredients.length === 0) return [];
  return [{
    title: "Actual against theoretical usage",
    columns: [
      ...["ingredient", "unit", "actual", "theoretical", "waste", "unexplained"],
      ...["actual cost", "waste cost", "unexplained cost", "unexplained % of theoretical"],
    ],
    ...firstRows(
      ingredients.map(({ ingredient, cost, ...one }) => [
        ingredient.name,
        ingredient.unit,
        fromMilli(one.actual),
        fromMilli(one.theoretical),
        fromMilli(one.wasted),
        fromMilli(one.unexplained),
        major(cost.actual, scope),
        major(cost.wasted, scope),
        major(cost.unexplained, scope),
        one.theoretical === 0 ? null : rounded(100 * one.unexplained / one.theoretical, 1),
      ]),
      LISTED,
    ),
  }];
}

function itemTable(
  costed: readonly {
    readonly name: string;
    readonly gross: Minor;
    readonly food_cost: Minor;
  }[],
  scope: SectionInput["scope"],
): Table[] {
  if (costed.length === 0) return [];
  const sorted = costed.toSorted((a, b) => b.food_cost - a.food_cost);
  return [{
    title: "Theoretical cost by item",
    columns: ["item", "gross", "food cost", "food cost %"],
    ...firstRows(
      sorted.map(({ name, gross, food_cost }) => [
        name,
        major(gross, scope),
        major(food_cost, scope),
        percent(food_cost, gross),
      ]),
      LISTED,
    ),
  }];
}

/** Which counts the figures do not rest on, because they were undone; a few of them by name. */
async function undoneNotes({ reader }: SectionInput, undone: readonly Count[]): Promise<string[]> {
  if (undone.length === 0) return [];
  const few = undone.slice(0, NAMED);
  const ids = new Set(few.map(({ ingredient_id }) => ingredient_id));
  const ingredients = await reader.selectFrom("ingredients").select(["id", "name"])
    .where("id", "in", [...ids]).execute();
  const names = new Map(ingredients.map(({ id, name }) => [id, name]));
  const named = few.map(({ ingredient_id, location_id, business_date }) =>
    `${names.get(ingredient_id) ?? ingredient_id} on ${business_date} at ${location_id}`
  );
  const more = undone.length - few.length;
  return [
    `Left out, because it was undone: the count of ${named.join("; ")}` +
    `${more > 0 ? `; and ${more} more` : ""}.`,
  ];
}

function countsNote(usage: readonly CountedUsage[]): string {
  const first = usage.map(({ counted }) => counted.date).sort()[0] ?? "";
  const last = usage.map(({ counted }) => counted.end_date).sort().at(-1) ?? "";
  return `Counted between ${first} and ${last}; each ingredient from its own first to last count.`;
}
