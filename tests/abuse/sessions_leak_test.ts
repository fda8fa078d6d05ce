import assert from "node:assert/strict";
import { createToken } from "../../src/security/tokens.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { systemClock } from "../../src/values/clock.ts";
import { type Exchange, legacy, modern } from "../support/edge.ts";
import { INITIALIZE } from "../support/initialize.ts";
import { effort } from "../support/effort.ts";
import { heapInUse, inspected } from "../support/inspector.ts";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { openDescriptors, openSockets, residentBytes } from "../support/process_use.ts";
import { NEVER_MS, until } from "../support/until.ts";
import { program, type ServedProgram, serveProgram } from "../support/server_process.ts";

/** Sessions and streams, half of them of each era. */
const ALL = effort({ quick: 5_500, thorough: 10_000 });

/**
 * Before the first measurement, so that as many sessions are open as may be (1,000), code is compiled
 * and caches are full. What a session leaves behind is felt in those that follow.
 */
const WARM_UP = effort({ quick: 3_500, thorough: 4_000 });

/** Bytes a session: an entry in a map takes more. Measured: 35, which are the limiter's times. */
const LEAK = 200;

/** Resident memory that the allocators of V8 and SQLite keep for themselves comes and goes. */
const RSS_TOLERANCE = 64 * 1024 * 1024;

const HEAP_LOOKS = 8;

/**
 * Files that a program opens when it first needs them, such as the system's random numbers, and the
 * database in the thread of long reads. A leak is a multiple of it: there are thousands of sessions.
 */
const FD_TOLERANCE = 24;

const LIVE = "restaurant://live_orders";
const listen = modern("subscriptions/listen", { notifications: { resourceSubscriptions: [LIVE] } });

/** HTTP allows each caller 3,000 requests a minute: it takes several. */
const CALLERS = 12;
const AT_ONCE = 16;

async function makeTokens(database: string): Promise<string[]> {
  await using opened = await openSqlite(fileAddress(database));
  return await opened.write(async (writer) => {
    const tokens: string[] = [];
    for (let caller = 0; caller < CALLERS; caller++) {
      const wanted = { name: `${caller}`, role: "admin", locations: null, expires: null } as const;
      tokens.push((await createToken(writer, wanted, systemClock())).token);
    }
    return tokens;
  });
}

/** Opens sessions and streams and drops them, each in one of the ways in which clients do. */
function dropping({ url }: ServedProgram, tokens: readonly string[], client: Deno.HttpClient) {
  const ask = async (token: string, { method, headers, body }: Exchange, signal?: AbortSignal) => {
    const { host: _host, ...rest } = headers;
    const response = await fetch(url, {
      method,
      headers: { ...rest, authorization: `Bearer ${token}` },
      client,
      ...(body !== undefined && { body }),
      ...(signal !== undefined && { signal }),
    });
    assert.equal(response.status, 200, `${method} ${response.status}`);
    return response;
  };
  const open = async (token: string) => {
    const { headers: { "mcp-session-id": _none, ...headers }, ...first } = legacy("", "initialize");
    const body = JSON.stringify(INITIALIZE);
    const response = await ask(token, { ...first, headers, body });
    await response.body?.cancel();
    return response.headers.get("mcp-session-id") ?? "";
  };
  const cut = async (token: string, exchange: Exchange) => {
    const leaving = new AbortController();
    const response = await ask(token, exchange, leaving.signal);
    const reader = response.body?.getReader();
    if (exchange.method === "POST") await reader?.read();
    leaving.abort();
    await reader?.cancel().catch(() => {});
  };
  const bodiless = (session: string, method: string): Exchange => {
    const { body: _body, ...exchange } = legacy(session, "ping");
    return { ...exchange, method };
  };
  const ways: readonly ((token: string) => Promise<void>)[] = [
    (token) => cut(token, listen),
    async (token) => {
      const response = await ask(token, bodiless(await open(token), "DELETE"));
      await response.body?.cancel();
    },
    (token) => cut(token, listen),
    async (token) => void await open(token),
    (token) => cut(token, listen),
    async (token) => {
      const session = await open(token);
      const response = await ask(token, legacy(session, "resources/subscribe", { uri: LIVE }));
      await response.body?.cancel();
      await cut(token, bodiless(session, "GET"));
    },
  ];
  return async (from: number, to: number): Promise<void> => {
    let next = from;
    const worker = async () => {
      while (next < to) {
        const number = next++;
        await ways[number % ways.length]?.(tokens[number % tokens.length] ?? "");
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  };
}

async function metric({ url }: ServedProgram, token: string, name: string): Promise<number> {
  using client = Deno.createHttpClient({});
  const headers = { authorization: `Bearer ${token}` };
  const text = await (await fetch(new URL("/metrics", url), { headers, client })).text();
  return Number(new RegExp(`^restaurant_mcp_${name} (\\d+)`, "m").exec(text)?.[1]);
}

/** What a process has open. */
interface Open {
  readonly sockets: number;
  readonly descriptors: number;
}

/** The memory of the process after garbage collection, when no more is open than was. */
async function settled(served: ServedProgram, token: string, open: Open) {
  // It learns of clients that left from the system, soon.
  await until(async () => await metric(served, token, "streams") === 0);
  // Calls of the last second are kept until they are written.
  await until(async () => await metric(served, token, "audit_waiting") === 0);
  const sessions = await metric(served, token, "sessions");
  // A connection that the system has not closed yet holds a buffer of 64 KB.
  await untilAtMost("sockets", () => openSockets(served.pid), open.sockets);
  const descriptors = open.descriptors + FD_TOLERANCE;
  await untilAtMost("descriptors", () => openDescriptors(served.pid), descriptors);
  return { heap: await leastHeap(served), resident: residentBytes(served.pid), sessions };
}

/** Work of its own that V8 has just begun takes up to 1 MB for a moment; a leak is always there. */
async function leastHeap(served: ServedProgram): Promise<number> {
  const sizes: number[] = [];
  for (let look = 0; look < HEAP_LOOKS; look++) {
    sizes.push(await heapInUse(served));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return Math.min(...sizes);
}

/** Connections that were closed go away when the system says so; waits until no more are open. */
async function untilAtMost(what: string, count: () => number, most: number): Promise<void> {
  const giveUp = AbortSignal.timeout(NEVER_MS);
  while (count() > most) {
    assert.ok(!giveUp.aborted, `${count()} ${what} are open, at most ${most} were expected`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

Deno.test({
  name: "sessions and streams, opened and dropped, leave memory and descriptors as they were",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const folder = await Deno.makeTempDir();
    try {
      const database = `${folder}/restaurant.db`;
      const tokens = await makeTokens(database);
      await using served = await serveProgram(inspected(program("--database", database)));
      const round = async (from: number, to: number) => {
        using client = Deno.createHttpClient({});
        await dropping(served, tokens, client)(from, to);
      };
      const [token = ""] = tokens;
      const open = {
        sockets: openSockets(served.pid),
        descriptors: openDescriptors(served.pid),
      };
      await round(0, WARM_UP);
      const before = await settled(served, token, open);
      await round(WARM_UP, ALL);
      const after = await settled(served, token, open);
      assert.ok(before.sessions >= 990, `${before.sessions} sessions were open before`);
      assert.ok(after.sessions <= 1000, `${after.sessions} sessions are open`);
      const grown = after.heap - before.heap;
      assert.ok(grown < LEAK * (ALL - WARM_UP), `the heap grew by ${grown} bytes`);
      const more = after.resident - before.resident;
      assert.ok(more < RSS_TOLERANCE, `the process grew by ${more} bytes`);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
