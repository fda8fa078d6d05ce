import assert from "node:assert/strict";
import { type ConnectionLimits, listenFor } from "../../src/http/connections.ts";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { CLIENTS, type TestClient } from "../support/clients.ts";
import { modern, withHeaders } from "../support/edge.ts";
import { openHome } from "../support/home.ts";
import { testWith } from "../support/programs.ts";
import { PROXIES, type Proxy, type ProxyClient, PUBLIC_NAME } from "../support/proxies.ts";
import { addRestaurant, BURGER } from "../support/sales.ts";
import { program, type ServedProgram, serveProgram } from "../support/server_process.ts";
import { until } from "../support/until.ts";

const TOKEN = "the-one-token-of-the-administrator";
const PUBLIC = new URL(`https://${PUBLIC_NAME}/mcp`);
const LIVE = "restaurant://live_orders";

type Start = (serverPort: number) => Promise<Proxy>;

/** A test with a proxy whose clients have several addresses of this machine. */
function proxyTest(proxy: string, name: string, run: () => Promise<void>): void {
  if (Deno.build.os === "linux") testWith([proxy], name, run);
  else Deno.test.ignore(`${name} (only Linux answers at all of 127.0.0.0/8)`, () => {});
}

/** The program as docs/deployment.md sets it up behind a proxy. */
async function withProgram(
  start: Start,
  test: (proxy: Proxy, server: ServedProgram) => Promise<void>,
): Promise<void> {
  await using home = await openHome();
  {
    await using database = await openSqlite(fileAddress(home.database));
    await database.write(addRestaurant);
    await database.write((writer) =>
      writer.updateTable("menu_items").set({ price: 500 }).execute()
    );
  }
  // On a busy machine it takes many orders until a client hears of one.
  const served = program("--database", home.database, "--rate-limit", "write=1000000/60");
  await using server = await serveProgram(served, {
    env: {
      MCP_AUTH_TOKEN: TOKEN,
      MCP_PUBLIC_URL: PUBLIC.origin,
      MCP_TRUSTED_PROXIES: "127.0.0.1",
    },
  });
  await using proxy = await start(Number(server.url.port));
  await test(proxy, server);
}

async function order(client: TestClient): Promise<void> {
  const items = [{ menu_item_id: BURGER.menu_item_id, quantity: 1 }];
  const order_data = { location: "downtown", order_type: "takeout", items };
  const { isError, text } = await client.callTool("process_order", { order_data });
  assert.ok(!isError, text);
}

/** What a client hears from now on. */
async function listening(client: TestClient) {
  let heard = 0;
  await client.watch([LIVE], () => heard++);
  return {
    /** Orders until the client hears of one: those of 2025 open their stream when they like. */
    async orderUntilHeard(): Promise<void> {
      const before = heard;
      await until(async () => {
        await order(client);
        return heard > before;
      });
    },
    /** Hears of one order while the stream stays open: nothing that follows pushes it through. */
    async hearsOfOne(): Promise<void> {
      const before = heard;
      await order(client);
      await until(() => Promise.resolve(heard > before));
    },
  };
}

/** A request through the proxy, and its status. */
async function status(
  client: ProxyClient,
  headers: Record<string, string> = {},
  body?: string,
): Promise<number> {
  const { host: _host, ...own } = withHeaders(modern("tools/list"), {
    authorization: `Bearer ${TOKEN}`,
    ...headers,
  }).headers;
  const response = await client.fetch(PUBLIC, {
    method: "POST",
    headers: own,
    body: body ?? modern("tools/list").body ?? "",
  });
  await response.body?.cancel();
  return response.status;
}

/** The whole answer to a question for the server's health under some name. */
async function healthUnder(host: string, proxy: Proxy): Promise<string> {
  using connection = await proxy.connectTls();
  await send(connection, `GET /healthz HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  return await new Response(connection.readable).text();
}

async function send(connection: Deno.Conn, text: string): Promise<void> {
  await connection.write(new TextEncoder().encode(text));
}

/** Few connections and little patience, so that a test sees what the limits do. */
const FEW: ConnectionLimits = {
  most: 4,
  headersMs: 300,
  requestMs: 600,
  idleMs: 60_000,
  unreadMs: 300,
};

/** A server with little patience behind a proxy; `/endless` is answered without end. */
async function withFewConnections(
  start: Start,
  test: (proxy: Proxy, endless: Promise<void>) => Promise<void>,
): Promise<void> {
  const ended = Promise.withResolvers<void>();
  const chunk = new Uint8Array(65_536);
  const endless = () =>
    new ReadableStream({
      pull: (controller) => controller.enqueue(chunk),
      cancel: () => ended.resolve(),
    });
  const server = await listenFor({ host: "127.0.0.1", port: 0 }, async (request) => {
    if (request.url.endsWith("/endless")) return new Response(endless());
    return new Response(await request.text());
  }, FEW);
  try {
    await using proxy = await start(server.port);
    await test(proxy, ended.promise);
  } finally {
    await server.shutdown();
  }
}

/** Far more than the server takes, and fewer than nginx takes of one address. */
const HOSTILE = 40;

for (const { name, start } of PROXIES) {
  for (const { name: client, connect } of CLIENTS) {
    proxyTest(
      name,
      `${client} calls and hears through ${name}, and again after a restart of it`,
      () =>
        withProgram(start, async (proxy) => {
          await using way = await proxy.clientAt("127.0.0.2");
          await using connected = await connect(PUBLIC, TOKEN, way.fetch);
          const { tools } = await connected.listTools();
          assert.ok(tools.length > 10);
          const first = await listening(connected);
          await first.orderUntilHeard();
          await first.hearsOfOne();

          await proxy.restart();
          // A session of 2025 goes on and opens its stream again; a listener of 2026 asks again.
          const again = client.includes("2026") ? await listening(connected) : first;
          await again.orderUntilHeard();
          await again.hearsOfOne();
        }),
    );
  }

  proxyTest(
    name,
    `behind ${name} each client has its own address, which it cannot choose`,
    () =>
      withProgram(start, async (proxy) => {
        await using guessing = await proxy.clientAt("127.0.0.2");
        await using other = await proxy.clientAt("127.0.0.3");
        const wrong = { authorization: "Bearer wrong" };
        let guesses = 0;
        while (
          await status(guessing, { ...wrong, "x-forwarded-for": `10.0.0.${guesses}` }) === 401
        ) {
          guesses++;
          assert.ok(guesses < 100, "every guess has an address of its own");
        }
        assert.equal(await status(guessing, { ...wrong, "x-forwarded-for": "127.0.0.3" }), 429);
        assert.equal(await status(other, wrong), 401);
        assert.equal(await status(guessing), 200, "a valid token is taken all the same");
      }),
  );

  proxyTest(
    name,
    `through ${name} the server is reached under its own name only`,
    () =>
      withProgram(start, async (proxy) => {
        await using client = await proxy.clientAt("127.0.0.2");
        assert.equal(await status(client), 200);
        assert.equal(await status(client, { origin: "https://evil.example" }), 403);
        assert.match(await healthUnder(PUBLIC_NAME, proxy), /^HTTP\/1.1 200 .*{"status":"ok"}/s);
        assert.doesNotMatch(await healthUnder("evil.example", proxy), /{"status":"ok"}/);
      }),
  );

  proxyTest(
    name,
    `a body beyond the limit is 413 through ${name}, one below it is read`,
    () =>
      withProgram(start, async (proxy) => {
        await using client = await proxy.clientAt("127.0.0.2");
        const padded = (bytes: number) => {
          const body = modern("tools/list").body ?? "";
          return body + " ".repeat(bytes - body.length);
        };
        assert.equal(await status(client, {}, padded(1_000_000)), 200);
        assert.equal(await status(client, {}, padded(1_100_000)), 413);
      }),
  );
  proxyTest(
    name,
    `${name} keeps silent and half-sent connections away from the server`,
    () =>
      withFewConnections(start, async (proxy) => {
        await using client = await proxy.clientAt("127.0.0.2");
        using opened = new DisposableStack();
        for (let count = 0; count < HOSTILE; count++) {
          opened.use(await proxy.connect());
          opened.use(await proxy.connectTls());
          const half = opened.use(await proxy.connectTls());
          await send(half, `POST /mcp HTTP/1.1\r\nHost: ${PUBLIC_NAME}\r\n`);
        }
        assert.equal(await status(client), 200);
        for (let count = 0; count < HOSTILE; count++) {
          const half = opened.use(await proxy.connectTls());
          const head = `POST /mcp HTTP/1.1\r\nHost: ${PUBLIC_NAME}\r\nContent-Length: 9\r\n\r\n`;
          await send(half, `${head}half`);
        }
        // nginx keeps these too; those that Caddy passes on are given up.
        await until(async () => await status(client) === 200);
      }),
  );

  proxyTest(
    name,
    `an answer that is not read through ${name} is given up`,
    () =>
      withFewConnections(start, async (proxy, ended) => {
        await using client = await proxy.clientAt("127.0.0.2");
        using unread = await proxy.connectTls();
        await send(unread, `GET /endless HTTP/1.1\r\nHost: ${PUBLIC_NAME}\r\n\r\n`);
        await ended;
        assert.equal(await status(client), 200);
      }),
  );
}
