import assert from "node:assert/strict";
import {
  parseTaxRate,
  readTaxRate,
  setTaxRate,
} from "../../../src/restaurant/locations/tax_rate.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { openRestaurant } from "../../support/sales.ts";

onEveryEngine(
  "the tax rate is the one set last, and undefined if never set",
  async (engine) => {
    await using database = await openRestaurant(engine);
    await database.write((writer) => setTaxRate(writer, "downtown", 80_000));
    await database.write((writer) => setTaxRate(writer, "downtown", 88_750));
    assert.deepEqual(await readTaxRate(database.reader, "downtown"), {
      rate: 88_750,
      isIncluded: false,
    });
    assert.equal(await readTaxRate(database.reader, "harbour"), undefined);
  },
);

Deno.test("a rate is read as people write it, exactly", () => {
  const rates = ["8.875", " 19 % ", "0", "100", "7.25%", "0.0001"].map(parseTaxRate);
  assert.deepEqual(rates, [88_750, 190_000, 0, 1_000_000, 72_500, 1]);
  for (const text of ["", "-1", "8,875", "100.01", "8.87501", "x"]) {
    assert.throws(() => parseTaxRate(text), { code: "INVALID_INPUT" }, text);
  }
});
