import type { Logger } from "@logtape/logtape";
import type { App } from "../app/app.ts";
import type { Config } from "../config/config.ts";
import {
  allowedHostNames,
  bracketed,
  isLoopback,
  isReachable,
  outgoingHosts,
} from "../config/hosts.ts";
import { serveFile } from "../files/serve_file.ts";
import { type HttpEdge, httpEdge } from "../http/http.ts";
import { listenFor, type Listening } from "../http/connections.ts";
import { HTTP_CAPS } from "../http/guard.ts";
import type { OpenRoute } from "../http/open_route.ts";
import { protectedResource } from "../http/protected_resource.ts";
import { scopesOf } from "../mcp/registry.ts";
import { clientDocument, servePage } from "../page/serve_page.ts";
import type { Authenticate } from "../security/principal.ts";
import { RestaurantError } from "../values/errors.ts";
import { within } from "../values/within.ts";
import { openPage } from "./open_page.ts";
import { tell } from "./output.ts";
import { keepHosts } from "./sandbox.ts";
import { demoText, welcome } from "./welcome.ts";

/** How long calls may take to end after a request to stop; container engines wait ten seconds. */
const GRACE_MS = 5000;

/** How long connections may take to close after that. */
const CLOSING_MS = 2000;

/**
 * Serves over HTTP until `signal` aborts. Then it accepts nothing new, calls end within a deadline
 * or are abandoned, and every stream is closed.
 *
 * @throws {RestaurantError} if callers of other machines could not be authenticated, or the address
 * is not available.
 */
export async function overHttp(
  config: Config,
  app: App,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> {
  await assertGuarded(config, app);
  const edge = edgeOf(config, app, logger);
  const server = await listen(config, edge);
  keepHosts(outgoingHosts(config));
  app.files.serveAt(addressOf(config, server.port));
  tell(welcome(config, server.port, app));
  if (config.open) openPage(`http://${bracketed(openedHost(config))}:${server.port}`);
  void app.demo?.then((demo) => tell(demoText(demo)), () => {});
  await aborted(signal);
  // Before the server is shut down: that would take the bodies of calls that are still coming in.
  await within(GRACE_MS, edge.drain());
  await edge[Symbol.asyncDispose]();
  await within(CLOSING_MS, server.shutdown());
}

/** Callers outside this machine must authenticate. */
async function assertGuarded(
  config: Config,
  { authenticate }: Pick<App, "authenticate">,
): Promise<void> {
  if (!isReachable(config) || await authenticate(undefined) === undefined) return;
  const reached = isLoopback(config.host)
    ? "MCP_PUBLIC_URL or MCP_ALLOWED_HOSTS names the server for other machines"
    : `--host '${config.host}' is reached by other machines`;
  throw new RestaurantError(
    "INVALID_INPUT",
    `${reached}, and no authentication is configured.`,
    {
      hint: "Set MCP_AUTH_TOKEN, create a token with `restaurant-mcp token create`, or configure " +
        "OAuth; or serve this machine only, with --host 127.0.0.1 and without these names.",
    },
  );
}

function edgeOf(config: Config, app: App, logger: Logger): HttpEdge {
  const { publicUrl, oauthIssuer } = config;
  return httpEdge({
    createServer: app.createServer,
    registry: app.registry,
    updates: app.updates,
    // Regardless of the stored tokens: other machines are never served without one.
    authenticate: isReachable(config) ? neverAnonymous(app.authenticate) : app.authenticate,
    limiter: app.limiter,
    sessions: app.sessions,
    caps: { ...HTTP_CAPS, rate: config.rateLimit.http },
    logger,
    open: [
      {
        path: "/reports/:id",
        serve: (request, { id = "" }) => serveFile(app.files, request, id),
      },
      ...(config.page ? pageRoutes(config) : []),
    ],
    hostNames: allowedHostNames(config),
    origins: config.allowOrigin,
    trustedProxies: config.trustedProxies,
    ...(publicUrl !== undefined && oauthIssuer !== undefined && {
      oauth: protectedResource(publicUrl, oauthIssuer, scopesOf(app.registry)),
    }),
    checks: app.checks,
    metrics: app.metrics,
    onRefused: app.onRefused,
  });
}

/** An address of every network is no address to open; this machine is. */
function openedHost({ host }: Config): string {
  return host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
}

/** The page, and how it presents itself where people sign in. */
function pageRoutes({ oauthIssuer, publicUrl }: Config): OpenRoute[] {
  const serve = servePage(oauthIssuer);
  return [
    { path: "/", serve },
    ...(publicUrl !== undefined && oauthIssuer !== undefined
      ? [{
        path: "/client.json",
        serve: () => Promise.resolve(clientDocument(new URL(publicUrl).origin)),
      }]
      : []),
  ];
}

/** Under which clients reach the server. */
function addressOf({ host, publicUrl }: Config, port: number): string {
  return publicUrl ?? `http://${bracketed(host)}:${port}`;
}

function neverAnonymous(authenticate: Authenticate): Authenticate {
  return async (token) => token === undefined ? undefined : await authenticate(token);
}

async function listen(
  { host, port }: Pick<Config, "host" | "port">,
  edge: HttpEdge,
): Promise<Listening> {
  try {
    return await listenFor({ host, port }, edge.answer);
  } catch (error) {
    throw addressError(error, host, port);
  }
}

function addressError(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (error instanceof Deno.errors.AddrInUse || code === "EADDRINUSE") {
    return new RestaurantError(
      "SERVICE_UNAVAILABLE",
      `Another program is listening on ${host}, port ${port}.`,
      {
        hint: "Stop it, or choose another --port.",
      },
    );
  }
  if (
    error instanceof Deno.errors.AddrNotAvailable || code === "EADDRNOTAVAIL" ||
    code === "ENOTFOUND" || code === "EAI_AGAIN"
  ) {
    return new RestaurantError(
      "INVALID_INPUT",
      `--host '${host}' is not an address of this machine.`,
      {
        hint: "Use 127.0.0.1 for this machine only, 0.0.0.0 or :: for all its addresses.",
      },
    );
  }
  if (
    error instanceof Deno.errors.NotCapable ||
    error instanceof Deno.errors.PermissionDenied || code === "EACCES" || code === "EPERM"
  ) {
    return new RestaurantError(
      "INVALID_INPUT",
      `This program may not listen on ${host}, port ${port}.`,
      {
        hint: "Use --host 127.0.0.1, ::1, 0.0.0.0 or ::, and a --port above 1023.",
      },
    );
  }
  return error;
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
}
