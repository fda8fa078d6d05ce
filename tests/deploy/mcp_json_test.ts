import { Client, StreamableHTTPClientTransport } from "../packages/client.ts";
import assert from "node:assert/strict";
import { VARIABLES } from "../../src/config/environment.ts";
import { connectClient } from "../support/clients.ts";
import { expand, namesIn, read } from "../support/deployment.ts";
import { writeLauncher } from "../support/launcher.ts";
import { program, serveProgram } from "../support/server_process.ts";

interface Configuration {
  readonly mcpServers: {
    readonly restaurant: {
      readonly type: "stdio";
      readonly command: string;
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string>>;
    };
    readonly "restaurant-http": {
      readonly type: "http";
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
    };
  };
}

const text = read(".mcp.json");

function configured(values: Readonly<Record<string, string>>): Configuration["mcpServers"] {
  const { mcpServers } = JSON.parse(expand(text, values)) as Configuration;
  return mcpServers;
}

/** A folder as Claude Code finds it: a clone in which the binary was built. */
async function inClone(work: (cwd: string) => Promise<void>): Promise<void> {
  const cwd = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${cwd}/dist`);
    await writeLauncher(`${cwd}/dist/restaurant-mcp`);
    await work(cwd);
  } finally {
    await Deno.remove(cwd, { recursive: true });
  }
}

Deno.test("with nothing set, it starts the built binary on the default database", () =>
  inClone(async (cwd) => {
    const { command, args, env } = configured({}).restaurant;
    await using client = await connectClient({ command, args, env, cwd });
    const { structured } = await client.callTool("health_check");
    assert.equal(structured.status, "healthy");
    assert.ok(Deno.statSync(`${cwd}/data/restaurant.db`).isFile);
  }));

Deno.test("a set variable replaces its default", () =>
  inClone(async (cwd) => {
    const { command, args, env } = configured({
      RESTAURANT_MCP: `${cwd}/dist/restaurant-mcp`,
      DATABASE_URL: "other/restaurant.db",
    }).restaurant;
    await using client = await connectClient({ command, args, env, cwd });
    assert.equal((await client.callTool("health_check")).structured.status, "healthy");
    assert.ok(Deno.statSync(`${cwd}/other/restaurant.db`).isFile);
  }));

for (
  const [what, token] of [
    ["over HTTP it brings the token", "a-token-of-the-test-0123456789"],
    ["over HTTP without a token it is this machine's user", ""],
  ] as const
) {
  Deno.test(what, async () => {
    await using served = await serveProgram(program("--database", ":memory:"), {
      env: { MCP_AUTH_TOKEN: token },
    });
    const { url, headers } = configured({
      MCP_PUBLIC_URL: served.url.origin,
      ...(token !== "" && { MCP_AUTH_TOKEN: token }),
    })["restaurant-http"];
    assert.equal(url, served.url.href);
    const client = new Client({ name: "test", version: "1.0.0" });
    await client.connect(
      new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }),
    );
    const { structuredContent } = await client.callTool({ name: "health_check" });
    assert.equal(Object(structuredContent).status, "healthy");
    await client.close();
  });
}

Deno.test("its variables are those of the program, and the one for the program's path", () => {
  const names = namesIn(text).filter((name) => name !== "RESTAURANT_MCP");
  assert.deepEqual(names.filter((name) => !VARIABLES.some((known) => known === name)), []);
  assert.deepEqual(Object.keys(configured({}).restaurant.env), ["API_KEY", "LOG_LEVEL"]);
});
