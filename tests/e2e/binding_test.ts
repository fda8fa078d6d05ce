import assert from "node:assert/strict";
import { createToken } from "../../src/security/tokens.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { openHome } from "../support/home.ts";
import { INITIALIZE } from "../support/initialize.ts";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { freePort, program, run, serveProgram } from "../support/server_process.ts";

const TOKEN = "the-one-token-of-the-administrator";
const NAMED = { MCP_ALLOWED_HOSTS: "mcp.example.com" };

function start(host: string | undefined, env: Record<string, string> = {}) {
  const hosts = host === undefined ? [] : ["--host", host];
  const args = ["--transport", "http", "--port", "0", "--database", ":memory:", ...hosts];
  return run(program(...args), { env });
}

/** An address of this machine in its network, or a possible one if it has none. */
function networkAddress(): string {
  const addresses = Deno.networkInterfaces().filter(({ family }) => family === "IPv4");
  return addresses.map(({ address }) => address).find((one) => !one.startsWith("127.")) ??
    "192.168.0.10";
}

for (
  const host of ["0.0.0.0", "::", networkAddress(), "127.0.0.2", "kitchen.local", "0", "LOCALHOST"]
) {
  Deno.test(`without authentication nothing is served on ${host}, and it is said what to set`, async () => {
    const { code, stderr } = await start(host, NAMED);
    assert.equal(code, 2, stderr);
    assert.match(stderr, /no authentication is configured/);
    assert.match(stderr, /MCP_AUTH_TOKEN.*token create.*OAuth.*127\.0\.0\.1/s);
  });
}

Deno.test("every address without a name says at once all that is to be set", async () => {
  const { code, stderr } = await start("0.0.0.0");
  assert.equal(code, 2);
  assert.match(stderr, /MCP_PUBLIC_URL or MCP_ALLOWED_HOSTS .* MCP_AUTH_TOKEN or OAuth/s);
});

for (
  const env of [NAMED, { MCP_PUBLIC_URL: "https://mcp.example.com" }] as Record<string, string>[]
) {
  Deno.test(`a name for others, ${JSON.stringify(env)}, needs authentication on any address`, async () => {
    const { code, stderr } = await start(undefined, env);
    assert.equal(code, 2, stderr);
    assert.match(
      stderr,
      /names the server for other machines, and no authentication is configured/,
    );
  });
}

Deno.test("names of this machine need none", async () => {
  await using server = await serveProgram(program("--database", ":memory:"), {
    env: {
      MCP_PUBLIC_URL: "http://localhost:8000",
      MCP_ALLOWED_HOSTS: "localhost,127.0.0.1,[::1]",
    },
  });
  assert.equal((await ask(server.url)).status, 200);
});

Deno.test("with a token every address is served, to those who have it and under known names", async () => {
  const port = freePort();
  await using _server = await serveProgram(program("--database", ":memory:", "--host", "0.0.0.0"), {
    port,
    env: { ...NAMED, MCP_AUTH_TOKEN: TOKEN },
  });
  const url = new URL(`http://127.0.0.1:${port}/mcp`);
  assert.equal((await ask(url)).status, 401);
  assert.equal((await ask(url, TOKEN)).status, 200);
  const elsewhere = new URL(`http://${networkAddress()}:${port}/mcp`);
  assert.equal((await ask(elsewhere, TOKEN)).status, 403);
});

Deno.test("others are not served without a token even when the stored ones are gone", async () => {
  await using home = await openHome();
  await using database = await openSqlite(fileAddress(home.database));
  const now = Temporal.Now.instant();
  await database.write((writer) =>
    createToken(writer, { name: "Till", role: "staff", locations: null, expires: null }, now)
  );
  const port = freePort();
  const args = ["--database", home.database, "--host", "0.0.0.0"];
  await using _server = await serveProgram(program(...args), { port, env: NAMED });
  const url = new URL(`http://127.0.0.1:${port}/mcp`);
  assert.equal((await ask(url)).status, 401);
  await database.write((writer) => writer.deleteFrom("access_tokens").execute());
  assert.equal((await ask(url)).status, 401);
});

Deno.test("a token that no header can carry is refused at the start, without being shown", async () => {
  const secret = 'not"a(token),of-a;header=!';
  const { code, stderr } = await start(undefined, { MCP_AUTH_TOKEN: secret });
  assert.equal(code, 2);
  assert.match(stderr, /MCP_AUTH_TOKEN is not valid; use at least 24 letters/);
  assert.ok(!stderr.includes(secret));
});

async function ask(url: URL, token?: string): Promise<Response> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      accept: "application/json, text/event-stream",
      "content-type": "application/json",
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(INITIALIZE),
  });
  await response.body?.cancel();
  return response;
}
