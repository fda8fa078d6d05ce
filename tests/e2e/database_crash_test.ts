import assert from "node:assert/strict";
import { eventCount } from "../support/events.ts";
import { verifyAudit } from "../../src/security/verify_audit.ts";
import { openPostgres } from "../../src/storage/postgres/postgres.ts";
import { fillFloor } from "../support/floor.ts";
import { move } from "../support/pantry.ts";
import { effort } from "../support/effort.ts";
import { ask } from "../support/postgres/databases.ts";
import { ownCluster } from "../support/postgres/own_cluster.ts";
import { type Replica, startReplica } from "../support/replicas.ts";
import { until } from "../support/until.ts";
import { follow } from "../support/screen.ts";
import { postgresAddress } from "../../src/storage/address/postgres_address.ts";
import { assertWhole, BEEF_OF_ONE, orderInsistently } from "../support/whole_orders.ts";

const ORDERS = effort({ quick: 150, thorough: 1000 });
const BEEF = (ORDERS + 1) * BEEF_OF_ONE;
const STOPPED_AFTER = ORDERS / 5;
const ASKED_AGAIN = ORDERS / 10;

/**
 * Places every order concurrently, half through each replica, and returns how many are
 * acknowledged.
 */
function placeAll(
  [one, other]: readonly [Replica, Replica],
  onAcknowledged: (count: number) => void,
) {
  let count = 0;
  return Promise.all(Array.from({ length: ORDERS }, async (_, index) => {
    const answer = await orderInsistently(index % 2 === 0 ? one.client : other.client, index);
    onAcknowledged(++count);
    return answer;
  }));
}

Deno.test("the database crashes amid many orders through two replicas, and nothing is lost, doubled or missed", async () => {
  await using cluster = await ownCluster();
  {
    await using database = await fillFloor(await openPostgres(postgresAddress(cluster.url)));
    await move(database, "BEEF0000", BEEF);
  }
  await using one = await startReplica(cluster.url);
  await using other = await startReplica(cluster.url);
  const replicas = [one, other] as const;
  const screens = await Promise.all(replicas.map(({ client }) => follow(client)));

  const enough = Promise.withResolvers<void>();
  const placing = placeAll(replicas, (count) => count === STOPPED_AFTER && enough.resolve());
  await enough.promise;
  await cluster.stop("immediate");
  for (const { status } of replicas) {
    assert.equal(await status("/readyz"), 503);
    assert.equal(await status("/healthz"), 200);
  }
  await cluster.start();
  // Orders acknowledged before the crash are not repeated, so none of those may be missing.
  const answers = await placing;
  for (const { status } of replicas) await until(async () => await status("/readyz") === 200);

  await using database = await openPostgres(postgresAddress(cluster.url));
  assert.equal(await assertWhole(database.reader, BEEF), ORDERS);
  const stored = await database.reader.selectFrom("orders").select("id").execute();
  assert.deepEqual(
    answers.map(({ order_id }) => order_id).sort(),
    stored.map(({ id }) => id).sort(),
  );
  for (let index = 0; index < ASKED_AGAIN; index++) {
    const { client } = index % 2 === 0 ? other : one;
    assert.deepEqual(await orderInsistently(client, index), answers[index]);
  }

  await orderInsistently(one.client, ORDERS);
  const all = await eventCount(database.reader);
  for (const screen of screens) {
    await screen.upTo(all);
    await until(() => Promise.resolve(screen.told === all));
    assert.deepEqual(screen.sequences, Array.from({ length: all }, (_, index) => index + 1));
  }
  await assertNothingLeaked(cluster.url, replicas);
  await Promise.all(replicas.map((replica) => replica[Symbol.asyncDispose]()));
  const { broken, entries } = await verifyAudit(database.reader);
  assert.equal(broken, null);
  assert.ok(entries > ORDERS);
});

/** Every connection of the replicas is accounted for and idle. */
async function assertNothingLeaked(url: string, replicas: readonly Replica[]): Promise<void> {
  await until(async () => {
    const all = await Promise.all(replicas.map(({ figures }) => figures()));
    const sum = (name: string) =>
      all.flatMap((figures) =>
        ["read", "write", "lookup"].map((pool) => figures.get(`${name}{pool="${pool}"}`))
      )
        .reduce((total = 0, value = NaN) => total + value, 0);
    return sum("pool_waiting") === 0 && sum("pool_idle") === sum("pool_connections");
  });
  const states = () =>
    ask<{ state: string; count: string }>(
      url,
      `select state, count(*) from pg_stat_activity
        where application_name = 'restaurant-mcp' and datname = current_database() group by state`,
    );
  // Each looks for news once a second.
  await until(async () => (await states()).every(({ state }) => state === "idle"));
  const connections = (await states()).reduce((sum, { count }) => sum + Number(count), 0);
  // Twenty for queries, two that look up, two that count and one that listens, of each; and those of
  // the test itself.
  assert.ok(connections > 0 && connections <= 3 * 25, `${connections} connections`);
}
