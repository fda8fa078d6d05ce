import type { Reader } from "../../storage/database.ts";
import { fraction, rounded, times } from "../../values/fraction.ts";
import type { Minor } from "../../values/money.ts";
import { percentChangeText } from "../../values/percent_text.ts";
import { exactIngredientsFor, recipesOf } from "../inventory/recipes.ts";
import type { AnalyticsScope } from "./analytics_scope.ts";
import type { MenuSales } from "./menu_engineering.ts";
import {
  changePercent,
  changeText,
  type Finding,
  firstRows,
  major,
  type Table,
} from "./section.ts";

/**
 * The effect of changed pack prices in a period on margins: the quantity that the recipes of
 * everything sold in the period use, at the new price less at the old one.
 */
export async function readPriceEffects(
  reader: Reader,
  scope: AnalyticsScope,
  sold: readonly MenuSales[],
): Promise<{ readonly findings: readonly Finding[]; readonly tables: readonly Table[] }> {
  const changes = await reader.selectFrom("pack_prices")
    .innerJoin("ingredients", "ingredients.id", "pack_prices.ingredient_id")
    .select(["ingredient_id", "name", "changed_at", "pack_prices.pack_size"])
    .select(["pack_prices.pack_cost", "previous_size", "previous_cost"])
    .where("currency", "=", scope.currency)
    .where("changed_at", ">=", `${scope.period.date}T00:00:00Z`)
    .where("changed_at", "<=", `${scope.asked.end_date}T23:59:59Z`)
    .orderBy("changed_at").execute();
  if (changes.length === 0) return { findings: [], tables: [] };
  const recipes = await recipesOf(reader, sold.map(({ id }) => id));
  const used = exactIngredientsFor(
    sold.map(({ id, portions }) => ({ menu_item_id: id, quantity: portions })),
    recipes,
  );
  const rows = changes.map((change) => {
    const quantity = used.get(change.ingredient_id) ?? fraction([0], [1]);
    const at = (cost: Minor, size: number) => rounded(times(quantity, fraction([cost], [size])));
    const before = at(change.previous_cost, change.previous_size);
    const effect = at(change.pack_cost, change.pack_size) - before;
    const unit = (cost: number, size: number) => 1e6 * cost / size;
    return {
      ...change,
      effect,
      percent: changePercent(
        unit(change.pack_cost, change.pack_size),
        unit(change.previous_cost, change.previous_size),
      ),
    };
  }).sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
  const total = rows.reduce((sum, { effect }) => sum + effect, 0);
  return {
    findings: [{
      text:
        `Changed pack prices make what was sold ${changeText(total, scope)} in cost, most of it ` +
        `${rows[0]?.name} (${percentChangeText(rows[0]?.percent ?? null)}).`,
      weight: Math.abs(total),
      isNotable: true,
    }],
    tables: [{
      title: "Changes of pack prices and what they cost on the period's sales",
      columns: ["ingredient", "changed at", "change %", "cost on these sales"],
      ...firstRows(
        rows.map(({ name, changed_at, percent, effect }) => [
          name,
          changed_at,
          percent,
          major(effect, scope),
        ]),
        8,
      ),
    }],
  };
}
