import assert from "node:assert/strict";
import { sql } from "kysely";
import type { Database } from "../../src/storage/database.ts";
import { openPostgres } from "../../src/storage/postgres/postgres.ts";
import { RestaurantError } from "../../src/values/errors.ts";
import { type ClusterWithCopy, clusterWithCopy } from "../support/postgres/own_cluster.ts";
import { type Proxy, proxyTo } from "../support/postgres/proxy.ts";
import { postgresAddress } from "../../src/storage/address/postgres_address.ts";
import { until } from "../support/until.ts";

/** A database at an address that leads to a server with a copy. */
async function withCopy(
  test: (database: Database, address: Proxy, servers: ClusterWithCopy) => Promise<void>,
): Promise<void> {
  await using servers = await clusterWithCopy();
  await using address = proxyTo(servers.primary.url);
  // Waits are short, so that the test is.
  await using database = await openPostgres(
    postgresAddress(`${address.url}?pool_min=0&pool_max=8&retry_ms=50`),
  );
  await test(database, address, servers);
}

function write({ write }: Database, name: string) {
  return write((writer) => writer.insertInto("counters").values({ name, value: 1 }).execute());
}

async function names({ reader }: Database): Promise<string[]> {
  const rows = await reader.selectFrom("counters").select("name").orderBy("name").execute();
  return rows.map(({ name }) => name);
}

/** Whether each of the connections for reading leads to the copy. */
async function readsFromCopy({ reader }: Database, connections: number): Promise<Set<boolean>> {
  const ask = () =>
    reader.selectFrom(sql<{ isCopy: boolean }>`
      (select pg_is_in_recovery() as "isCopy" from pg_sleep(0.1))`.as("server"))
      .select("isCopy").executeTakeFirstOrThrow();
  const answers = await Promise.all(Array.from({ length: connections }, ask));
  return new Set(answers.map(({ isCopy }) => isCopy));
}

/** Tries until a server was asked: who failed often is told for a moment that there is none. */
async function refusalOf(attempt: () => Promise<unknown>): Promise<RestaurantError> {
  let refusal: unknown;
  await until(async () => {
    refusal = await attempt().then(() => undefined, (error: unknown) => error);
    return !/away for a while/.test(String(refusal));
  });
  assert.ok(refusal instanceof RestaurantError);
  return refusal;
}

async function isRefused(attempt: () => Promise<unknown>): Promise<void> {
  const { code, message, details } = await refusalOf(attempt);
  assert.equal(code, "SERVICE_UNAVAILABLE");
  assert.match(message, /read-only standby/);
  assert.equal(details.retry_after_seconds, 5);
}

Deno.test("a copy is read, refuses writing, is not ready, and takes over with all that was written", () =>
  withCopy(async (database, address, { primary, copy, promote }) => {
    await write(database, "a");
    await primary.stop("immediate");
    address.leadTo(copy.url);
    // Until its connections have noticed, reads may fail.
    await until(async () => (await names(database).catch((): string[] => [])).includes("a"));
    await isRefused(() => write(database, "b"));
    await isRefused(() => database.ping());
    await promote();
    await until(() => write(database, "c").then(() => true, () => false));
    await database.ping();
    assert.deepEqual(await names(database), ["a", "c"]);
  }));

Deno.test("a write that finds a copy waits until it has taken over, and counts once", () =>
  withCopy(async (database, address, { primary, copy, promote }) => {
    await primary.stop("fast");
    address.leadTo(copy.url);
    let runs = 0;
    let promoted: Promise<void> | undefined;
    const writing = database.write(async (writer) => {
      if (++runs === 1) promoted = promote();
      await writer.insertInto("counters").values({ name: "a", value: 1 }).execute();
    });
    await writing;
    await promoted;
    assert.ok(runs > 1);
    assert.deepEqual(await names(database), ["a"]);
  }));

Deno.test("connections to a copy are not used again once the address leads elsewhere", () =>
  withCopy(async (database, address, { primary, copy }) => {
    address.leadTo(copy.url);
    address.cut();
    assert.deepEqual(await readsFromCopy(database, 4), new Set([true]));
    address.leadTo(primary.url);
    assert.deepEqual(await readsFromCopy(database, 4), new Set([false]));
    await write(database, "a");
    assert.deepEqual(await names(database), ["a"]);
  }));
