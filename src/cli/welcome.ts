import type { App } from "../app/app.ts";
import type { Config } from "../config/config.ts";
import { bracketed } from "../config/hosts.ts";
import { VERSION } from "../values/version.ts";
import type { DemoSummary } from "../demo/fill_demo.ts";
import { formatDecimal } from "../values/money.ts";

/**
 * What the person at the terminal reads once the server listens: how clients reach it, under its
 * public name if it has one.
 */
export function welcome(
  { host, database, publicUrl, page }: Pick<Config, "host" | "database" | "publicUrl" | "page">,
  port: number,
  { demo }: Pick<App, "demo">,
): string {
  const address = `http://${bracketed(host)}:${port}/mcp`;
  const reached = publicUrl === undefined ? address : new URL("/mcp", publicUrl).href;
  const contents = demo === undefined
    ? `Data: ${database}`
    : "Data: the demo restaurant, in memory";
  return [
    ...(page ? [`Open ${new URL("/", reached).href} in a browser`, ""] : []),
    `restaurant-mcp ${VERSION} serves MCP at ${address}`,
    contents,
    "",
    "Connect a client:",
    `  Claude Code   claude mcp add --transport http restaurant ${reached}`,
    `  VS Code       code --add-mcp '{"name":"restaurant","type":"http","url":"${reached}"}'`,
    `  Inspector     npx @modelcontextprotocol/inspector --cli ${reached} --transport http ` +
    "--method tools/list",
    "",
    'Then ask: "How did we do last week against the week before?"',
  ].join("\n");
}

/** What the demo restaurant holds, in a sentence. */
export function demoText(demo: DemoSummary): string {
  return `The demo restaurant has ${demo.locations} locations, ${demo.menu_items} menu items, ` +
    `${formatDecimal(demo.orders, 0)} orders from ${demo.first_date} to ${demo.last_date} and ` +
    `${demo.feedback} pieces of feedback.`;
}
