import assert from "node:assert/strict";
import { SEQUENCES_KEY } from "../../src/mcp/updates.ts";
import { setAvailability } from "../../src/restaurant/menu/set_availability.ts";
import { checkRollups } from "../../src/restaurant/sales/check_rollups.ts";
import { createToken, revokeToken } from "../../src/security/tokens.ts";
import type { Database } from "../../src/storage/database.ts";
import { openPostgres } from "../../src/storage/postgres/postgres.ts";
import { systemClock } from "../../src/values/clock.ts";
import { CLIENTS, connectClient, type ToolResult } from "../support/clients.ts";
import { POSTGRES } from "../support/engines.ts";
import { INITIALIZE } from "../support/initialize.ts";
import { fewSalads, fillFloor, request, salads } from "../support/floor.ts";
import { type Replica, startReplica } from "../support/replicas.ts";
import type { ServedProgram } from "../support/server_process.ts";
import { until } from "../support/until.ts";
import { roundRobin } from "../support/round_robin.ts";
import { EVENTS_OF_ORDER, follow } from "../support/screen.ts";
import { postgresAddress } from "../../src/storage/address/postgres_address.ts";
import { WRITTEN_AT } from "../support/sales.ts";

const LIVE = "restaurant://live_orders";

/** Two processes on one database with the restaurant of the tests. */
async function withReplicas(
  test: (one: Replica, other: Replica, database: Database) => Promise<void>,
  limits?: string,
): Promise<void> {
  await using place = await POSTGRES.place();
  await using database = await fillFloor(await openPostgres(postgresAddress(place.url)));
  const options = limits === undefined ? {} : { limits };
  await using one = await startReplica(place.url, options);
  await using other = await startReplica(place.url, options);
  await test(one, other, database);
}

function order({ client }: Replica, key: string) {
  return client.callTool("process_order", {
    order_data: request({ items: [salads(1)] }),
    idempotency_key: key,
  });
}

Deno.test("an order through one replica is announced on the other, and the same key counts once on both", () =>
  withReplicas(async (one, other) => {
    const heard = Promise.withResolvers<unknown>();
    await other.client.watch([LIVE], ({ _meta }) => heard.resolve(_meta?.[SEQUENCES_KEY]));
    const first = await order(one, "key");
    assert.equal(first.isError, false, first.text);
    const told = { downtown: EVENTS_OF_ORDER };
    assert.deepEqual(await heard.promise, told, "the order, and that sales changed");
    const { events } = JSON.parse(await other.client.readResource(`${LIVE}?since=0`));
    assert.equal(events[0].subject_id, first.structured.order_id);
    assert.deepEqual((await order(other, "key")).structured, first.structured);
  }));

Deno.test("of the last ten portions two replicas together sell ten", () =>
  withReplicas(async (one, other, database) => {
    await database.write((writer) => setAvailability(writer, fewSalads(10), WRITTEN_AT));
    const results = await Promise.all(
      Array.from({ length: 30 }, (_, index) => order(index % 2 === 0 ? one : other, `${index}`)),
    );
    const sold = results.filter(({ isError }) => !isError);
    assert.equal(sold.length, 10);
    assert.deepEqual(
      sold.map(({ structured }) => Number(structured.order_number)).sort((a, b) => a - b),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    );
    for (const { isError, structured } of results) {
      if (isError) assert.equal(structured.error_code, "INSUFFICIENT_INVENTORY");
    }
    assert.equal((await checkRollups(database.reader)).different, 0);
  }));

/** The answers of two replicas to twelve calls at once, of which five are allowed; and their logs. */
async function answersWithinLimit() {
  const results: ToolResult[] = [];
  const processes: ServedProgram[] = [];
  await withReplicas(async (one, other) => {
    processes.push(one.process, other.process);
    const calls = Array.from(
      { length: 12 },
      (_, index) => (index % 2 === 0 ? one : other).client.callTool("health_check"),
    );
    results.push(...await Promise.all(calls));
  }, "read=5/60");
  return { results, logged: processes.map(({ logged }) => logged).join() };
}

Deno.test("a limit holds for both together", async () => {
  let { results, logged } = await answersWithinLimit();
  // A server that is too busy to count within a second is not waited for, and the program says so.
  while (logged.includes("counted here only")) ({ results, logged } = await answersWithinLimit());
  assert.equal(results.filter(({ isError }) => !isError).length, 5);
  for (const { isError, structured } of results) {
    if (isError) assert.equal(structured.error_code, "RATE_LIMITED");
  }
});

Deno.test("a revoked token is refused by both, from the next request on", async () => {
  await using place = await POSTGRES.place();
  await using database = await fillFloor(await openPostgres(postgresAddress(place.url)));
  const wanted = { name: "kitchen", role: "staff" as const, locations: null, expires: null };
  const { id, token } = await database.write((writer) =>
    createToken(writer, wanted, systemClock())
  );
  await using one = await startReplica(place.url, { token });
  await using other = await startReplica(place.url, { token });
  for (const { client } of [one, other]) {
    assert.equal((await client.callTool("health_check")).isError, false);
  }
  await database.write((writer) => revokeToken(writer, id, systemClock()));
  for (const { url } of [one, other]) {
    const response = await fetch(url, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: "{}",
    });
    await response.body?.cancel();
    assert.equal(response.status, 401);
  }
});

Deno.test("calls of 2026-07-28 go to any replica", () =>
  withReplicas(async (one, other) => {
    await using balancer = roundRobin([one.url, other.url]);
    await using client = await connectClient(balancer.url);
    for (let i = 0; i < 6; i++) {
      assert.equal((await client.callTool("health_check")).isError, false);
    }
    assert.ok(balancer.requests.every((count) => count >= 3), `${balancer.requests}`);
  }));

for (const { name, connect } of CLIENTS.slice(1)) {
  Deno.test(`${name}: a session continues on any replica`, () =>
    withReplicas(async (one, other) => {
      await using balancer = roundRobin([one.url, other.url]);
      await using client = await connect(balancer.url);
      const screen = await follow(client);
      for (let i = 0; i < 6; i++) {
        assert.equal((await client.callTool("health_check")).isError, false);
        assert.equal((await order(i % 2 === 0 ? one : other, `${i}`)).isError, false);
        await screen.upTo(EVENTS_OF_ORDER * (i + 1));
      }
      const all = Array.from({ length: EVENTS_OF_ORDER * 6 }, (_, i) => i + 1);
      assert.deepEqual(screen.sequences, all);
      assert.ok(balancer.requests.every((count) => count >= 6), `${balancer.requests}`);
    }));
}

Deno.test("a session that its client ended is unknown on every replica", () =>
  withReplicas(async (one, other) => {
    const headers = {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
    };
    const opened = await fetch(one.url, {
      method: "POST",
      headers,
      body: JSON.stringify(INITIALIZE),
    });
    await opened.body?.cancel();
    const session = { "mcp-session-id": opened.headers.get("mcp-session-id") ?? "" };
    const ping = async ({ url }: Replica) => {
      const body = JSON.stringify({ jsonrpc: "2.0", id: 2, method: "ping" });
      const answer = await fetch(url, {
        method: "POST",
        headers: { ...headers, ...session },
        body,
      });
      await answer.body?.cancel();
      return answer.status;
    };
    assert.deepEqual([await ping(one), await ping(other)], [200, 200]);
    const ended = await fetch(other.url, { method: "DELETE", headers: session });
    assert.equal(ended.status, 200);
    assert.equal(await ping(other), 404);
    await until(async () => await ping(one) === 404);
  }));
