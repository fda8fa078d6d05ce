import assert from "node:assert/strict";
import { readTaxRate, setTaxRate } from "../../src/locations/tax_rate.ts";
import { openRestaurant } from "../support/sales.ts";

Deno.test("a tax rate is what was set last, and undefined where it never was", async () => {
  await using database = await openRestaurant();
  await database.write((writer) => setTaxRate(writer, "downtown", 80_000));
  await database.write((writer) => setTaxRate(writer, "downtown", 88_750));
  assert.equal(await readTaxRate(database.reader, "downtown"), 88_750);
  assert.equal(await readTaxRate(database.reader, "harbour"), undefined);
});
