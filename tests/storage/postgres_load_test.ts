import assert from "node:assert/strict";
import { sql } from "kysely";
import { openPostgres } from "../../src/storage/postgres.ts";
import { RestaurantError } from "../../src/values/errors.ts";
import { POSTGRES } from "../support/engines.ts";
import { fillFloor, place } from "../support/floor.ts";
import { until } from "../support/replicas.ts";

Deno.test("reports that have every connection for reading hold up no order", async () => {
  await using given = await POSTGRES.place();
  await using _floor = await fillFloor(await openPostgres(given.url));
  await using database = await openPostgres(`${given.url}?pool_min=0&pool_max=4`);
  const slow = () =>
    database.reader.selectFrom("locations").select(sql`pg_sleep(8)`.as("slept")).limit(1).execute();
  let ended = 0;
  // The third waits for one of the others, or gives up.
  const reports = Promise.allSettled([1, 2, 3].map(() => slow().then(() => ended++)));
  await until(() => Promise.resolve(database.connections().read?.waiting === 1));
  const { order } = await place(database);
  assert.equal(order.number, "1");
  assert.equal(ended, 0);
  const { read, write } = database.connections();
  assert.deepEqual(read, { connections: 2, idle: 0, waiting: 1 });
  assert.deepEqual(write, { connections: 1, idle: 1, waiting: 0 });
  await reports;
});

Deno.test("nobody waits for a connection for ever", async () => {
  await using given = await POSTGRES.place();
  await using database = await openPostgres(`${given.url}?pool_min=0&pool_max=2&connect_timeout=2`);
  const begun = Promise.withResolvers<void>();
  const long = database.write(async (writer) => {
    begun.resolve();
    await sql`select pg_sleep(4)`.execute(writer);
  });
  await begun.promise;
  await assert.rejects(
    database.write(() => Promise.resolve()),
    (error) =>
      error instanceof RestaurantError && error.code === "SERVICE_UNAVAILABLE" &&
      error.message === "All connections to the database are in use." &&
      error.details.retry_after_seconds === 5,
  );
  await long;
});
