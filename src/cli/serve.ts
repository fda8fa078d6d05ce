import { type App, startApp } from "../app.ts";
import type { Config } from "../config/config.ts";
import { allowedHostNames, bracketed, isLoopback } from "../config/hosts.ts";
import { type HttpEdge, httpEdge } from "../mcp/http.ts";
import { protectedResource } from "../mcp/protected_resource.ts";
import { serveOverStdio } from "../mcp/stdio.ts";
import { VERSION } from "../registry.ts";
import { LOCAL, type Principal } from "../security/principal.ts";
import { RestaurantError } from "../values/errors.ts";
import { formatDecimal } from "../values/money.ts";
import type { Logger } from "@logtape/logtape";
import { startLog } from "./log.ts";
import { tell } from "./output.ts";

/** How long requests may take to end once the program is told to. */
const GRACE_MS = 10_000;

/** How soon a client on standard input ends whose token was revoked. */
const RECHECK_MS = 1000;

/** Serves until the client leaves (stdio) or `signal` aborts; gives the exit code. */
export async function serve(config: Config, signal: AbortSignal): Promise<number> {
  const logger = await startLog(config);
  await using app = await startApp(config, logger);
  if (config.transport === "stdio") await overStdio(config, app, logger, signal);
  else await overHttp(config, app, logger, signal);
  return 0;
}

async function overStdio(
  { apiKey }: Config,
  app: App,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> {
  const principal = apiKey === undefined ? LOCAL : await principalOf(app, apiKey);
  const revoked = new AbortController();
  const check = async () => {
    const now = await app.authenticate(apiKey).catch(() => principal);
    if (now === undefined) revoked.abort();
  };
  const timer = apiKey === undefined ? undefined : setInterval(check, RECHECK_MS);
  const { createServer, updates } = app;
  await serveOverStdio(
    { createServer, principal, updates, logger },
    AbortSignal.any([signal, revoked.signal]),
  );
  clearInterval(timer);
}

async function principalOf({ authenticate }: App, apiKey: string): Promise<Principal> {
  const principal = await authenticate(apiKey);
  if (principal !== undefined) return principal;
  throw new RestaurantError("FORBIDDEN", "API_KEY is no valid token.", {
    hint: "Make one with `restaurant-mcp token create`, or leave API_KEY unset.",
  });
}

async function overHttp(
  config: Config,
  app: App,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> {
  await assertGuarded(config, app);
  const edge = edgeOf(config, app, logger);
  const server = Deno.serve({
    hostname: config.host,
    port: config.port,
    onListen: ({ port }) => tell(welcome(config, port, app)),
  }, (request, { remoteAddr }) => edge.fetch(request, addressOf(remoteAddr)));
  await aborted(signal);
  // Streams that stay open would keep the shutdown waiting for ever: end them first.
  await edge[Symbol.asyncDispose]();
  await withinGrace(server.shutdown());
}

/** Nobody outside this machine is served without telling who they are. */
async function assertGuarded(config: Config, { authenticate }: App): Promise<void> {
  if (isLoopback(config.host) || await authenticate(undefined) === undefined) return;
  throw new RestaurantError(
    "INVALID_INPUT",
    `--host '${config.host}' is reached by other machines, and nothing tells callers apart.`,
    {
      hint: "Set MCP_AUTH_TOKEN, make a token with `restaurant-mcp token create`, or configure " +
        "OAuth; or serve this machine only, with --host 127.0.0.1.",
    },
  );
}

function edgeOf(config: Config, app: App, logger: Logger): HttpEdge {
  const { publicUrl, oauthIssuer } = config;
  return httpEdge({
    createServer: app.createServer,
    registry: app.registry,
    updates: app.updates,
    authenticate: app.authenticate,
    limiter: app.limiter,
    logger,
    hostNames: allowedHostNames(config),
    ...(publicUrl !== undefined && oauthIssuer !== undefined && {
      oauth: protectedResource(publicUrl, oauthIssuer),
    }),
    ping: app.database.ping,
    metrics: app.metrics,
    onFailure: app.onAuthenticationFailed,
  });
}

function addressOf(address: Deno.Addr): string {
  return "hostname" in address ? address.hostname : "local";
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
}

/** Waits for what is still running, but not for ever. */
async function withinGrace(ending: Promise<void>): Promise<void> {
  const over = Promise.withResolvers<void>();
  const timer = setTimeout(over.resolve, GRACE_MS);
  await Promise.race([ending, over.promise]);
  clearTimeout(timer);
}

function welcome({ host, database }: Config, port: number, { demo }: App): string {
  const address = `http://${bracketed(host)}:${port}/mcp`;
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
