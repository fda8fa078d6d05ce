/*
 * Writes orders until it is killed, and prints the number of each batch after its commit.
 * Arguments: engine, URL, orders in a batch.
 */
import { writeSales } from "../../../src/restaurant/sales/write_sales.ts";
import { engineNamed } from "../engines.ts";
import { say } from "../processes.ts";
import { addRestaurant, COLA, line, newSales, order, WRITTEN_AT } from "../sales.ts";

const [engine, url = "", size] = Deno.args;
await using database = await engineNamed(engine).open(url);
await database.write(addRestaurant);
for (let batch = 0;; batch++) {
  const orders = Array.from({ length: Number(size) }, (_, index) => {
    const number = String(batch * Number(size) + index);
    return order({ id: number.padStart(8, "0"), number, lines: [line(), line({ ...COLA })] });
  });
  await database.write((writer) => writeSales(writer, newSales(orders), WRITTEN_AT));
  await say(String(batch));
}
