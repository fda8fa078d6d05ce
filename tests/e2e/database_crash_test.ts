import assert from "node:assert/strict";
import { SEQUENCE_KEY } from "../../src/mcp/updates.ts";
import { verifyAudit } from "../../src/security/verify_audit.ts";
import { openPostgres } from "../../src/storage/postgres.ts";
import type { TestClient } from "../support/clients.ts";
import { fillFloor } from "../support/floor.ts";
import { move } from "../support/pantry.ts";
import { ask } from "../support/postgres/databases.ts";
import { ownCluster } from "../support/postgres/own_cluster.ts";
import { type Replica, startReplica, until } from "../support/replicas.ts";
import { assertWhole, BEEF_OF_ONE, orderBurger } from "../support/whole_orders.ts";

const ORDERS = 1000;
const BEEF = (ORDERS + 1) * BEEF_OF_ONE;
const STOPPED_AFTER = 200;
/** Of each replica: more than it has connections, and few enough that none waits in vain. */
const AT_ONCE_EACH = 20;
const LIVE = "restaurant://live_orders";

/** Follows a replica as a kitchen's screen would: told of news, it reads what is new. */
async function follow(client: TestClient) {
  const sequences: number[] = [];
  let told = 0;
  let reading = Promise.resolve();

  async function catchUp(): Promise<void> {
    for (let more = true; more;) {
      const page = JSON.parse(await client.readResource(`${LIVE}?since=${sequences.at(-1) ?? 0}`));
      sequences.push(...page.events.map(({ sequence }: { sequence: number }) => sequence));
      more = page.more;
    }
  }

  await client.watch([LIVE], ({ _meta }) => {
    told = Number(_meta?.[SEQUENCE_KEY]);
    // One that fails while the database is away is made good by the next.
    reading = reading.then(catchUp).catch(() => {});
  });
  return {
    sequences,
    get told() {
      return told;
    },
    async upTo(sequence: number): Promise<void> {
      await until(async () => {
        await reading;
        return told >= sequence && (sequences.at(-1) ?? 0) >= sequence;
      });
    },
  };
}

/** Places every order once, many at a time; the answers of those that were acknowledged. */
async function placeAll(replicas: readonly Replica[], onAcknowledged: (count: number) => void) {
  const acknowledged = new Map<number, unknown>();
  await atOnce(replicas, indices(), async ({ client }, index) => {
    const answer = await orderBurger(client, index).catch(() => undefined);
    if (answer === undefined || answer.isError) return;
    acknowledged.set(index, answer.structured);
    onAcknowledged(acknowledged.size);
  });
  return acknowledged;
}

function indices(): number[] {
  return Array.from({ length: ORDERS }, (_, index) => index);
}

/** Does something for each index, through all replicas, many at a time. */
async function atOnce(
  replicas: readonly Replica[],
  waiting: number[],
  work: (replica: Replica, index: number) => Promise<void>,
): Promise<void> {
  const worker = async (replica: Replica) => {
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      await work(replica, index);
    }
  };
  await Promise.all(
    replicas.flatMap((replica) => Array.from({ length: AT_ONCE_EACH }, () => worker(replica))),
  );
}

/** The answer of one order, however often it takes. */
async function placed({ client }: Replica, index: number): Promise<Record<string, unknown>> {
  for (;;) {
    const answer = await orderBurger(client, index).catch(() => undefined);
    if (answer?.isError === false) return answer.structured;
  }
}

Deno.test("the database crashes amid a thousand orders through two replicas, and nothing is lost, doubled or missed", async () => {
  await using cluster = await ownCluster();
  {
    await using database = await fillFloor(await openPostgres(cluster.url));
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
  const acknowledged = await placing;
  for (const { status } of replicas) await until(async () => await status("/readyz") === 200);

  await using database = await openPostgres(cluster.url);
  const stored = await assertWhole(database.reader, BEEF);
  assert.ok(acknowledged.size >= STOPPED_AFTER && stored >= acknowledged.size && stored <= ORDERS);
  const keys = await database.reader.selectFrom("idempotency_keys").select("response").execute();
  const orders = new Set(keys.map(({ response }) => JSON.parse(response).order_id));
  for (const answer of acknowledged.values()) {
    assert.ok(orders.has((answer as { order_id: string }).order_id));
  }

  const ids = new Set<unknown>();
  await atOnce(replicas, indices(), async (replica, index) => {
    const answer = await placed(replica, index);
    if (acknowledged.has(index)) assert.deepEqual(answer, acknowledged.get(index));
    ids.add(answer.order_id);
  });
  assert.equal(ids.size, ORDERS);
  assert.equal(await assertWhole(database.reader, BEEF), ORDERS);

  await placed(one, ORDERS);
  for (const screen of screens) {
    await screen.upTo(ORDERS + 1);
    assert.deepEqual(screen.sequences, Array.from({ length: ORDERS + 1 }, (_, index) => index + 1));
  }
  await assertNothingLeaked(cluster.url, replicas);
  await Promise.all(replicas.map((replica) => replica[Symbol.asyncDispose]()));
  const { broken, entries } = await verifyAudit(database.reader);
  assert.equal(broken, null);
  assert.ok(entries > ORDERS);
});

/** Every connection of the replicas is one that they know and that nobody uses. */
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
  const rows = await ask<{ state: string; count: string }>(
    url,
    `select state, count(*) from pg_stat_activity
      where application_name = 'restaurant-mcp' and datname = current_database() group by state`,
  );
  assert.deepEqual(rows.map(({ state }) => state), ["idle"]);
  // Twenty for queries, two that look up, two that count and one that listens, of each; and those of
  // the test itself.
  assert.ok(Number(rows[0]?.count) <= 3 * 25, `${rows[0]?.count} connections`);
}
