import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { sql } from "kysely";
import { createToken } from "../../src/security/tokens.ts";
import type { Database } from "../../src/storage/database.ts";
import { openPostgres } from "../../src/storage/postgres/postgres.ts";
import { systemClock } from "../../src/values/clock.ts";
import { RestaurantError } from "../../src/values/errors.ts";
import { ask, modern, openApp, withHeaders } from "../support/edge.ts";
import { POSTGRES } from "../support/engines.ts";
import { fillFloor, place, request, salads } from "../support/floor.ts";
import { postgresAddress } from "../../src/storage/address/postgres_address.ts";
import { storedAddress } from "../support/addresses.ts";
import { until } from "../support/until.ts";

/** Three reports, of which two have all connections for reading until the test is over. */
async function whileReportsRun(
  { reader, write, connections }: Database,
  test: () => Promise<void>,
): Promise<void> {
  const over = Promise.withResolvers<void>();
  const holding = Promise.withResolvers<void>();
  const held = write(async (writer) => {
    await sql`select pg_advisory_xact_lock(1)`.execute(writer);
    holding.resolve();
    await over.promise;
  });
  await holding.promise;
  let answered = 0;
  const report = async () => {
    await reader.selectFrom("locations").select(sql`pg_advisory_xact_lock_shared(1)`.as("waited"))
      .limit(1).execute();
    answered += 1;
  };
  const reports = Promise.allSettled([report(), report(), report()]);
  // What a server does in the background may wait for a connection as well.
  const areTaken = () => {
    const { waiting = 0, ...others } = connections().read ?? {};
    return waiting >= 1 && isDeepStrictEqual(others, { connections: 2, idle: 0 });
  };
  await until(() => Promise.resolve(areTaken()));
  try {
    await test();
    assert.ok(areTaken());
    assert.equal(answered, 0);
  } finally {
    over.resolve();
    await held;
    await reports;
  }
  assert.equal(answered, 3);
}

Deno.test("reports that have every connection for reading hold up no order", async () => {
  await using given = await POSTGRES.place();
  await using database = await openPostgres(postgresAddress(`${given.url}?pool_min=0&pool_max=4`));
  await fillFloor(database);
  await whileReportsRun(database, async () => {
    assert.equal((await place(database)).order.number, "1");
  });
});

Deno.test("nor do they over HTTP, with a token lookup first", async () => {
  await using given = await POSTGRES.place();
  await using served = await openApp({
    database: storedAddress(`${given.url}?pool_min=0&pool_max=4`),
  });
  const { database } = served.app;
  await fillFloor(database);
  const wanted = { name: "till", role: "staff" as const, locations: null, expires: null };
  const { token } = await database.write((writer) => createToken(writer, wanted, systemClock()));
  const call = modern("tools/call", {
    name: "process_order",
    arguments: { order_data: request({ items: [salads(1)] }) },
  });
  await whileReportsRun(database, async () => {
    const reply = await ask(served.edge, withHeaders(call, { authorization: `Bearer ${token}` }));
    assert.match(reply.text, /"order_number":"1"/);
  });
  const figures = await served.app.metrics({});
  for (const pool of ["read", "write", "lookup"]) {
    assert.match(figures, new RegExp(`pool_wait_seconds_count{pool="${pool}"} [1-9]`));
  }
});

Deno.test("waiting for a connection has a limit", async () => {
  await using given = await POSTGRES.place();
  const waits: number[] = [];
  await using database = await openPostgres(
    postgresAddress(`${given.url}?pool_min=0&pool_max=2&connect_timeout=2`),
    { onWaited: (pool, seconds) => void (pool === "write" && waits.push(seconds)) },
  );
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
  assert.equal(waits.length, 2, "those that give up have waited, too");
  await long;
});
