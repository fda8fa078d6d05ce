import assert from "node:assert/strict";
import { eventCount } from "../support/events.ts";
import { openPostgres } from "../../src/storage/postgres/postgres.ts";
import { CLIENTS, type ToolResult } from "../support/clients.ts";
import { fillFloor } from "../support/floor.ts";
import { move } from "../support/pantry.ts";
import { clusterWithCopy } from "../support/postgres/own_cluster.ts";
import { proxyTo } from "../support/postgres/proxy.ts";
import { startReplica } from "../support/replicas.ts";
import { until } from "../support/until.ts";
import { follow } from "../support/screen.ts";
import { postgresAddress } from "../../src/storage/address/postgres_address.ts";
import {
  assertWhole,
  BEEF_OF_ONE,
  orderBurger,
  orderInsistently,
} from "../support/whole_orders.ts";

const ORDERS = 60;
const BEEF = ORDERS * BEEF_OF_ONE;
const LOST_AFTER = 20;

Deno.test("when the server is lost and its copy takes over, orders and screens go on without a restart", async () => {
  await using servers = await clusterWithCopy();
  await using address = proxyTo(servers.primary.url);
  {
    await using database = await fillFloor(await openPostgres(postgresAddress(address.url)));
    await move(database, "BEEF0000", BEEF);
  }
  await using replica = await startReplica(`${address.url}?retry_ms=100`);
  const { client, status } = replica;
  await using others = new AsyncDisposableStack();
  const screens = await Promise.all(
    CLIENTS.map(async ({ connect }) => await follow(others.use(await connect(replica.url)))),
  );

  let count = 0;
  const enough = Promise.withResolvers<void>();
  const placing = Promise.all(Array.from({ length: ORDERS }, async (_, index) => {
    const answer = await orderInsistently(client, index);
    if (++count === LOST_AFTER) enough.resolve();
    return answer;
  }));
  await enough.promise;
  await servers.primary.stop("immediate");
  address.leadTo(servers.copy.url);

  // Before its first connection to the standby there is none, and the client is told so.
  const isRead = ({ isError }: ToolResult) => !isError;
  const read = () => client.callTool("get_inventory", { location: "downtown" });
  await until(() => read().then(isRead, () => false));
  assert.equal(await status("/readyz"), 503);
  const isRefused = ({ structured }: ToolResult) => structured.error_code === "SERVICE_UNAVAILABLE";
  // One more, as the others may have come first. While all connections wait for the standby, the
  // client's session cannot even be looked up.
  await until(() => orderBurger(client, ORDERS).then(isRefused, () => false));
  await servers.promote();
  const answers = await placing;
  assert.equal(await status("/readyz"), 200);

  await using database = await openPostgres(postgresAddress(servers.copy.url));
  assert.equal(await assertWhole(database.reader, BEEF), ORDERS);
  const stored = await database.reader.selectFrom("orders").select("id").execute();
  assert.deepEqual(
    answers.map(({ order_id }) => order_id).sort(),
    stored.map(({ id }) => id).sort(),
  );
  const all = await eventCount(database.reader);
  for (const screen of screens) {
    await screen.upTo(all);
    assert.deepEqual(screen.sequences, Array.from({ length: all }, (_, index) => index + 1));
  }
});
