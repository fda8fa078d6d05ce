import assert from "node:assert/strict";
import { type MenuSales, rateMenu } from "../../../src/restaurant/analytics/menu_engineering.ts";

/*
 * A published worksheet (thefenneclab.com, "Menu engineering"): contribution margin, units, class.
 * It takes the plain mean of margins, 13.28; the mean weighted by units, 13.66, gives the same.
 */
const PUBLISHED = [
  ["burger", 15_50, 380, "star"],
  ["salad", 9_90, 220, "plowhorse"],
  ["scallops", 21_50, 95, "puzzle"],
  ["primavera", 14_60, 410, "star"],
  ["tartare", 10_20, 60, "dog"],
  ["sandwich", 11_80, 290, "plowhorse"],
  ["risotto", 16_50, 110, "puzzle"],
  ["soup", 6_20, 75, "dog"],
] as const;

function item(id: string, margin: number, units: number, more: Partial<MenuSales> = {}): MenuSales {
  const food_cost = 4_00 * units;
  return {
    id,
    name: id,
    category: "Mains",
    units: units * 1000,
    returned: 0,
    portions: units * 1000,
    gross: (margin + 4_00) * units,
    food_cost,
    isNew: false,
    ...more,
  };
}

const published = PUBLISHED.map(([id, margin, units]) => item(id, margin, units));

function ratings(items: readonly MenuSales[]): Record<string, string> {
  return Object.fromEntries(
    rateMenu(items).flatMap(({ items }) => items.map(({ id, rating }) => [id, rating])),
  );
}

Deno.test("a published worksheet gives its published classes", () => {
  assert.deepEqual(
    ratings(published),
    Object.fromEntries(PUBLISHED.map(([id, , , rating]) => [id, rating])),
  );
  const [mains] = rateMenu(published);
  assert.equal(mains?.classified, 8);
  assert.equal(mains?.average_margin?.toFixed(2), (2241050 / 1640).toFixed(2));
  assert.equal(mains?.popular_from_percent, 8.75);
});

Deno.test("the shares of the classified items sum to 100", () => {
  const [mains] = rateMenu(published);
  const shares = mains?.items.map(({ mix_percent }) => mix_percent ?? 0) ?? [];
  assert.equal(shares.reduce((sum, share) => sum + share, 0).toFixed(9), "100.000000000");
});

Deno.test("categories are worksheets of their own", () => {
  const drinks = [
    item("cola", 2_00, 100, { category: "Drinks" }),
    item("wine", 5_00, 100, { category: "Drinks" }),
  ];
  assert.deepEqual({ ...ratings([...published, ...drinks]) }, {
    ...ratings(published),
    cola: "plowhorse",
    wine: "star",
  });
});

Deno.test("new and uncosted items are marked and change no class", () => {
  const odd = [
    item("special", 30_00, 900, { isNew: true }),
    item("mystery", 9_00, 700, { food_cost: null }),
    item("returned", 9_00, 0),
  ];
  assert.deepEqual(ratings([...published, ...odd]), {
    ...ratings(published),
    special: "new",
    mystery: "uncosted",
    returned: "thin",
  });
});

Deno.test("a category that sold next to nothing is not classified", () => {
  const few = [item("a", 5_00, 9), item("b", 7_00, 10)];
  assert.deepEqual(ratings(few), { a: "thin", b: "thin" });
  assert.deepEqual(rateMenu(few).map(({ average_margin }) => average_margin), [null]);
});

Deno.test("exactly the mean margin and exactly 0.7 / n are low", () => {
  // Two items of equal margin: none is above the mean; 35 of 100 is exactly 70 % of a half.
  assert.deepEqual(ratings([item("a", 5_00, 35), item("b", 5_00, 65)]), {
    a: "dog",
    b: "plowhorse",
  });
});
