import { type App, startApp } from "../app.ts";
import type { Config } from "../config/config.ts";
import { httpEdge } from "../mcp/http.ts";
import { serveOverStdio } from "../mcp/stdio.ts";
import { VERSION } from "../registry.ts";
import { formatDecimal } from "../values/money.ts";
import { startLog } from "./log.ts";
import { tell } from "./output.ts";

/** Serves until the client leaves (stdio) or `signal` aborts; gives the exit code. */
export async function serve(config: Config, signal: AbortSignal): Promise<number> {
  const logger = await startLog(config);
  await using app = await startApp(config, logger);
  if (config.transport === "stdio") {
    await serveOverStdio({ createServer: app.createServer, updates: app.updates, logger }, signal);
    return 0;
  }
  await using edge = httpEdge({
    createServer: app.createServer,
    updates: app.updates,
    logger,
    ping: app.database.ping,
  });
  const server = Deno.serve({
    hostname: config.host,
    port: config.port,
    onListen: ({ port }) => tell(welcome(config, port, app)),
  }, edge.fetch);
  await aborted(signal);
  // Streams that stay open would keep the shutdown waiting for ever: end them first.
  await edge[Symbol.asyncDispose]();
  await server.shutdown();
  return 0;
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
}

function welcome({ host, database }: Config, port: number, { demo }: App): string {
  const address = `http://${host.includes(":") ? `[${host}]` : host}:${port}/mcp`;
  const contents = demo === undefined
    ? `Data: ${database}`
    : `Data: the demo restaurant, in memory: ${demo.locations} locations, ` +
      `${demo.menu_items} menu items, ${formatDecimal(demo.orders, 0)} orders ` +
      `from ${demo.first_date} to ${demo.last_date}, ${demo.feedback} pieces of feedback`;
  return [
    `restaurant-mcp ${VERSION} serves MCP at ${address}`,
    contents,
    "",
    "Connect a client:",
    `  Claude Code   claude mcp add --transport http restaurant ${address}`,
    `  VS Code       code --add-mcp '{"name":"restaurant","type":"http","url":"${address}"}'`,
    `  Inspector     npx @modelcontextprotocol/inspector --cli ${address} --transport http ` +
    "--method tools/list",
    "",
    'Then ask: "How did we do last week against the week before?"',
  ].join("\n");
}
