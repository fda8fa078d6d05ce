import assert from "node:assert/strict";
import { getLogger } from "@logtape/logtape";
import { startApp } from "../../src/app/app.ts";
import { checkRollups } from "../../src/restaurant/sales/check_rollups.ts";
import { writeSales } from "../../src/restaurant/sales/write_sales.ts";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { appConfig } from "../support/calls.ts";
import { type Home, openHome } from "../support/home.ts";
import { addRestaurant, newSales, order, refund, WRITTEN_AT } from "../support/sales.ts";

/** Sales with wrong figures, in a database of a given rollup shape. */
async function fillWrong({ database: path }: Home, shape: string): Promise<void> {
  await using database = await openSqlite(fileAddress(path));
  await database.write(async (writer) => {
    await addRestaurant(writer);
    await writeSales(writer, newSales([order()], [refund()]), WRITTEN_AT);
  });
  await database.write(async (writer) => {
    await writer.updateTable("sales_rollups").set({ tax: 1 }).execute();
    await writer.insertInto("rollup_shapes")
      .values({ shape, is_built: 1, after_events: "", location_id: "", month: "" }).execute();
  });
}

async function differences(path: string): Promise<number> {
  await using database = await openSqlite(fileAddress(path));
  return (await checkRollups(database.reader)).different;
}

Deno.test("rebuild recounts the sales figures and reports the counts", async () => {
  await using home = await openHome();
  assert.equal((await home.run(["rebuild"])).code, 1, "there is no database yet");
  await fillWrong(home, "0: day");
  const { code, stdout, stderr } = await home.run(["rebuild"]);
  assert.equal(code, 0, stderr);
  assert.equal(stdout, "Sales figures counted from 1 orders and 1 refunds: exact.\n");
  assert.equal(await differences(home.database), 0);
});

Deno.test("a server recounts figures of an older shape before it answers", async () => {
  await using home = await openHome();
  await fillWrong(home, "0: day");
  assert.ok(await differences(home.database) > 0);
  await using app = await startApp(
    appConfig({ database: fileAddress(home.database) }),
    getLogger("test"),
  );
  assert.equal((await checkRollups(app.database.reader)).different, 0);
});
