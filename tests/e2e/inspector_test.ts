import assert from "node:assert/strict";
import { AS_OF } from "../../deploy/as_of.ts";
import { openDemoHome } from "../support/demo.ts";
import { type Outcome, program, run, serveProgram } from "../support/server_process.ts";

const INSPECTOR = "npm:@modelcontextprotocol/inspector@2.12.0";

/** It gives a server 30 seconds to start, of which a busy machine needs most for the Inspector. */
const PATIENT = ["--connect-timeout", "300000"];

/** One run of the Inspector's command line. */
async function inspect(...args: readonly string[]): Promise<Outcome> {
  // A folder of its own: the Inspector reads package files from its working directory.
  const cwd = await Deno.makeTempDir();
  try {
    const words = [
      ...["run", "--quiet", AS_OF, "-A", INSPECTOR],
      ...["--cli", ...args, ...PATIENT, "--format", "json"],
    ];
    return await run({ command: Deno.execPath(), args: words }, { cwd, env: { NO_COLOR: "1" } });
  } finally {
    await Deno.remove(cwd, { recursive: true });
  }
}

async function listsCallsAndReads(...target: readonly string[]): Promise<void> {
  const list = await inspect(...target, "--method", "tools/list");
  assert.equal(list.code, 0, list.stderr);
  assert.match(list.stdout, /"get_sales_data"/);
  const call = await inspect(
    ...[...target, "--method", "tools/call", "--tool-name", "get_sales_data"],
    ...["--tool-arg", "date=2026-01-01"],
  );
  assert.equal(call.code, 0, call.stderr);
  assert.match(call.stdout, /"total_sales"/);
  const read = await inspect(
    ...[...target, "--method", "resources/read", "--uri", "restaurant://locations"],
  );
  assert.equal(read.code, 0, read.stderr);
  assert.match(read.stdout, /orchard-street/);
  const faulty = await inspect(...target, "--method", "tools/call", "--tool-name", "no_such_tool");
  assert.equal(faulty.code, 5, faulty.stderr);
}

Deno.test("the Inspector lists, calls and reads over HTTP", async () => {
  await using home = await openDemoHome();
  await using served = await serveProgram(program("--database", home.database));
  await listsCallsAndReads(served.url.href, "--transport", "http");
});

Deno.test("the Inspector lists, calls and reads over stdio", async () => {
  await using home = await openDemoHome();
  const config = `${home.path}/mcp.json`;
  const mcpServers = { restaurant: program("--database", home.database) };
  await Deno.writeTextFile(config, JSON.stringify({ mcpServers }));
  await listsCallsAndReads("--config", config, "--server", "restaurant");
});
