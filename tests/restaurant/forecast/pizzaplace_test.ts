import assert from "node:assert/strict";
import { backtest, type Forecaster, readPizzaplace } from "../../../bench/forecast.ts";
import { forecastSeries } from "../../../src/restaurant/forecast/forecast_series.ts";
import { holidayKinds } from "../../../src/restaurant/forecast/holidays/holidays.ts";
import { fourWeekMean, seasonalNaive } from "../../../src/restaurant/forecast/methods.ts";

/* A year of a pizzeria, `pizzaplace` of the R package gt, as a file that PIZZAPLACE_CSV names. */
const DATA = Deno.env.get("PIZZAPLACE_CSV");
const kinds = holidayKinds("US");

const own: Forecaster = async (history, horizon) =>
  await forecastSeries(history, kinds, horizon) ?? { expected: [] };

if (!DATA) {
  Deno.test.ignore("the backtest on a real year (PIZZAPLACE_CSV names no data set)", () => {});
} else {
  const { orders, net } = readPizzaplace(Deno.readTextFileSync(DATA));
  for (const [name, history] of Object.entries({ orders, net })) {
    for (const days of [7, 28]) {
      Deno.test(`${name}, ${days} days ahead: nearer than the simple means, intervals that hold`, async () => {
        const wapeOf = async (forecaster: Forecaster) => {
          const { off, came } = await backtest(forecaster, history, days);
          return off / came;
        };
        const { off, came, inside, bounded } = await backtest(own, history, days);
        for (const simple of [fourWeekMean, seasonalNaive]) {
          assert.ok(
            off / came < await wapeOf((past, horizon) => ({
              expected: simple(past, kinds, horizon),
            })),
          );
        }
        const coverage = 100 * inside / bounded;
        assert.ok(coverage >= 75 && coverage <= 85, `${coverage} %`);
      });
    }
  }
}
