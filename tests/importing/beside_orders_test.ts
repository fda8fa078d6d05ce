import assert from "node:assert/strict";
import { importFile } from "../../src/importing/import_file.ts";
import { importOptions } from "../../src/importing/options.ts";
import { checkRollups } from "../../src/restaurant/sales/check_rollups.ts";
import { POSTGRES } from "../support/engines.ts";
import { openFloor, place } from "../support/floor.ts";

const ROWS = Array.from({ length: 10 }, (_, index) => `${index},2026-12-31,07:30,Soup,1,5.00\n`);

// SQLite has one writer: there an order waits for the import, or the import for it.
Deno.test("postgres: orders that are taken while a file of their day goes in are not part of it", async () => {
  await using database = await openFloor(POSTGRES);
  let isTakenIn = false;
  let taken: Promise<unknown> | undefined;
  async function* rows() {
    yield "order_id,date,time,item,quantity,unit_price\n";
    for (const row of ROWS) {
      yield row;
      if (isTakenIn) await (taken ??= place(database));
    }
  }
  const file = {
    name: "export.csv",
    size: null,
    open: () => Promise.resolve(ReadableStream.from(rows()).pipeThrough(new TextEncoderStream())),
  };
  const summary = await importFile(database, file, importOptions({ location: "downtown" }), {
    batchSize: 2,
    progress: ({ phase }) => isTakenIn = phase === "writing",
  });
  assert.ok(taken !== undefined);
  assert.equal(summary.created["orders"], ROWS.length);
  const { orders, different } = await checkRollups(database.reader);
  assert.deepEqual([orders, different], [ROWS.length + 1, 0]);
});
