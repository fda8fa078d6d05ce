import assert from "node:assert/strict";
import { connectClient } from "../support/clients.ts";
import { program, run, type ServedProgram, serveProgram } from "../support/server_process.ts";

const CALL = JSON.stringify({
  jsonrpc: "2.0",
  id: 1,
  method: "tools/call",
  params: {
    name: "health_check",
    arguments: {},
    _meta: {
      "io.modelcontextprotocol/protocolVersion": "2026-07-28",
      "io.modelcontextprotocol/clientCapabilities": {},
      "io.modelcontextprotocol/clientInfo": { name: "test", version: "1" },
    },
  },
});

const encoder = new TextEncoder();

/** A call whose last character is not sent yet: the server waits for it. */
async function callInFlight({ port }: URL) {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port: Number(port) });
  const head = [
    "POST /mcp HTTP/1.1",
    `Host: 127.0.0.1:${port}`,
    "Content-Type: application/json",
    "Accept: application/json, text/event-stream",
    "MCP-Protocol-Version: 2026-07-28",
    "Mcp-Method: tools/call",
    "Mcp-Name: health_check",
    `Content-Length: ${CALL.length}`,
    // The server says when it has begun to read the body.
    "Expect: 100-continue",
    "Connection: close",
  ];
  await connection.write(encoder.encode(`${head.join("\r\n")}\r\n\r\n`));
  assert.match(await read(connection), /^HTTP\/1.1 100/);
  await connection.write(encoder.encode(CALL.slice(0, -1)));
  return {
    finish: async () => {
      await connection.write(encoder.encode(CALL.slice(-1)));
      return await new Response(connection.readable).text();
    },
    [Symbol.dispose]: () => {
      try {
        connection.close();
      } catch {
        // Read to its end, it is closed already.
      }
    },
  };
}

async function read(connection: Deno.TcpConn): Promise<string> {
  const bytes = new Uint8Array(65_536);
  const length = await connection.read(bytes);
  return new TextDecoder().decode(bytes.subarray(0, length ?? 0));
}

/** Resolves once nothing new is served, neither calls nor those who ask whether it is ready. */
async function closedToOthers(url: URL): Promise<void> {
  let ready: Response;
  do {
    ready = await fetch(new URL("/readyz", url));
    await ready.body?.cancel();
  } while (ready.ok);
  assert.equal(ready.headers.get("retry-after"), "1");
  const call = await fetch(url, { method: "POST" });
  await call.body?.cancel();
  assert.equal(call.status, 503);
}

function serveEmpty(): Promise<ServedProgram> {
  return serveProgram(program("--database", ":memory:"));
}

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  Deno.test(`${signal}: nothing new is accepted, the call in flight is answered, then it ends with 0`, async () => {
    await using server = await serveEmpty();
    using call = await callInFlight(server.url);
    server.signal(signal);
    await closedToOthers(server.url);
    assert.match(await call.finish(), /"status":"healthy"/);
    assert.equal((await server.status).code, 0);
  });
}

Deno.test("a client that never finishes its call does not keep it from ending", async () => {
  await using server = await serveEmpty();
  using _call = await callInFlight(server.url);
  server.signal("SIGTERM");
  assert.equal((await server.status).code, 0);
});

Deno.test("open subscriptions do not keep it from ending", async () => {
  await using server = await serveEmpty();
  const client = await connectClient(server.url);
  await client.watch(["restaurant://live_orders"], () => {});
  server.signal("SIGTERM");
  assert.equal((await server.status).code, 0);
});

Deno.test("a second signal ends it at once", async () => {
  await using server = await serveEmpty();
  using _call = await callInFlight(server.url);
  server.signal("SIGTERM");
  await closedToOthers(server.url);
  server.signal("SIGTERM");
  assert.equal((await server.status).code, 1);
});

Deno.test("after the end, everything is in the one file", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await using server = await serveProgram(program("--database", `${folder}/restaurant.db`));
    {
      await using client = await connectClient(server.url);
      await client.callTool("health_check");
    }
    server.signal("SIGTERM");
    assert.equal((await server.status).code, 0);
    const files = [...Deno.readDirSync(folder)].map(({ name }) => name);
    assert.deepEqual(files.sort(), ["restaurant.db", "restaurant.db.marker"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("an unavailable address is named, with the fix", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  const serve = program("--transport", "http", "--database", ":memory:", "--port", `${port}`);
  const { code, stderr } = await run(serve);
  assert.equal(code, 1);
  assert.match(
    stderr,
    /error: Another program is listening on 127\.0\.0\.1, port \d+\. Stop it, or/,
  );
});
