import assert from "node:assert/strict";
import { onEveryEngine } from "../../support/engines.ts";
import { importText } from "../../support/imports.ts";

const FLAGS = { location: "downtown", timezone: "America/New_York", acceptQuarantine: false };
const HEADER = "order_id,date,item,category,quantity,unit_price";
const SALES = ["1,2026-09-13,Tea,Hot,1,10", "2,2026-09-13,Cake,Sweet,1,5.50"];

const TOTALS = [
  ...["Day total", "Total for 13/09", "*** Total ***", "Total (2 items)", "Итого за день"],
  ...["Umsatz gesamt", "Total ventes", "Suma całkowita", "合計：", "小 計", "المجموع", "Tổng cộng"],
].map((word) => `3,2026-09-13,${word},,1,15.50`);

const NO_TOTALS = [
  ["3,2026-09-13,Sum of All Toppings,Hot,1,9", 24_50],
  ["3,2026-09-13,Total Veggie,Hot,1,15", 30_50],
] as const;

onEveryEngine("a row with the word for a sum, and the sum, is no sale", async (engine) => {
  const others = [
    "3,2026-09-13,,Total,1,15.50",
    "3,2026-09-13,Total,,2,15.50", // The price is the sum, not that of one.
  ];
  for (const total of [...TOTALS, ...others]) {
    await using database = await engine.fresh();
    const summary = await importText(database, [HEADER, ...SALES, total].join("\n"), FLAGS);
    assert.deepEqual([total, summary.taken.amount], [total, 15.5]);
    assert.equal(summary.skipped.rows, 1);
  }
});

onEveryEngine("a dish with such a word in its name is sold", async (engine) => {
  for (const [dish, net] of NO_TOTALS) {
    await using database = await engine.fresh();
    const summary = await importText(database, [HEADER, ...SALES, dish].join("\n"), FLAGS);
    assert.deepEqual([dish, summary.taken.amount], [dish, net / 100]);
  }
});
