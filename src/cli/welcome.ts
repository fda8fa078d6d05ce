import type { App } from "../app.ts";
import type { Config } from "../config/config.ts";
import { bracketed } from "../config/hosts.ts";
import { VERSION } from "../registry.ts";
import { formatDecimal } from "../values/money.ts";
import { shownDatabase } from "../values/postgres_address.ts";

/** What the person at the terminal reads when the server listens. */
export function welcome(
  { host, database }: Pick<Config, "host" | "database">,
  port: number,
  { demo }: Pick<App, "demo">,
): string {
  const address = `http://${bracketed(host)}:${port}/mcp`;
  const contents = demo === undefined
    ? `Data: ${shownDatabase(database)}`
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
