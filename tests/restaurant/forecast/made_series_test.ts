import assert from "node:assert/strict";
import { scoreMade } from "../../../bench/made_forecasts.ts";

/* Made-up restaurants that nothing was chosen on, three with each trait of bench/made_series.ts. */
const SEEDS = Array.from({ length: 33 }, (_, i) => 20_009 + i);

for (const [weeks, widest] of [[4, 95], [8, 80], [13, 87], [26, 82]] as const) {
  Deno.test(`after ${weeks} weeks, 80 % intervals hold about that, and are not too wide`, async () => {
    const { all, width } = await scoreMade(SEEDS, weeks);
    // Days of one restaurant err together, so that 33 of them leave some 5 points to chance.
    assert.ok(all >= 74 && all <= 87, `${all} %`);
    assert.ok(width < widest, `${width} %`);
  });
}
