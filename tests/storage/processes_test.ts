import assert from "node:assert/strict";
import { addLocation } from "../../src/restaurant/locations/location.ts";
import { checkRollups } from "../../src/restaurant/sales/check_rollups.ts";
import type { Database } from "../../src/storage/database.ts";
import { onEveryEngine } from "../support/engines.ts";
import { startChild } from "../support/processes.ts";
import { DOWNTOWN, WRITTEN_AT } from "../support/sales.ts";

onEveryEngine("a writer waits for one in another process", async (engine) => {
  await using place = await engine.place();
  await using database = await engine.open(place.url);
  const { process, lines } = await database.write(async (writer) => {
    await addLocation(writer, DOWNTOWN, WRITTEN_AT);
    const child = startChild("write_location.ts", engine.name, place.url, "harbour");
    assert.equal((await child.lines.next()).value, "opened");
    // Long enough for a writer that does not wait to fail.
    await new Promise((resolve) => setTimeout(resolve, 200));
    return child;
  });
  assert.equal((await lines.next()).value, "written");
  assert.equal((await lines.next()).done, true);
  assert.equal((await process.status).code, 0);
  assert.deepEqual(await locations(database), ["downtown", "harbour"]);
});

onEveryEngine("processes that start together make one schema", async (engine) => {
  await using place = await engine.emptyPlace();
  const ids = ["one", "three", "two"];
  const children = ids.map((id) => startChild("write_location.ts", engine.name, place.url, id));
  for (const { process, lines } of children) {
    assert.deepEqual(await Array.fromAsync(lines), ["opened", "written"]);
    assert.equal((await process.status).code, 0);
  }
  await using database = await engine.open(place.url);
  assert.deepEqual(await locations(database), ids);
});

onEveryEngine("a writer that waits for another process holds up no reader", async (engine) => {
  await using place = await engine.place();
  await using database = await engine.open(place.url);
  await using other = await engine.open(place.url);
  const held = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const holding = other.write(async (writer) => {
    await addLocation(writer, DOWNTOWN, WRITTEN_AT);
    held.resolve();
    await release.promise;
  });
  await held.promise;
  const waiting = database.write((writer) =>
    addLocation(writer, { ...DOWNTOWN, id: "harbour" }, WRITTEN_AT)
  );
  // If the process were blocked, this reader would wait until the writer gives up.
  assert.deepEqual(await locations(database), []);
  release.resolve();
  await holding;
  await waiting;
  assert.deepEqual(await locations(database), ["downtown", "harbour"]);
});

onEveryEngine("acknowledged writes survive kill -9, complete", async (engine) => {
  const size = 20;
  await using place = await engine.place();
  const { process, lines } = startChild("write_orders.ts", engine.name, place.url, `${size}`);
  const acknowledged: string[] = [];
  while (acknowledged.length < 25) acknowledged.push((await lines.next()).value);
  process.kill("SIGKILL");
  acknowledged.push(...await Array.fromAsync(lines));
  assert.equal((await process.status).signal, "SIGKILL");

  await using database = await engine.open(place.url);
  assert.deepEqual(await engine.complaints(database), []);
  const { orders, different } = await checkRollups(database.reader);
  assert.equal(different, 0);
  // The last commit may be there without its acknowledgement, but never in part.
  assert.equal(orders % size, 0);
  const batches = orders / size;
  assert.ok(batches === acknowledged.length || batches === acknowledged.length + 1);
});

async function locations({ reader }: Database): Promise<string[]> {
  const rows = await reader.selectFrom("locations").select("id").orderBy("id").execute();
  return rows.map(({ id }) => id);
}
