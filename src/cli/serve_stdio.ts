import type { Logger } from "@logtape/logtape";
import type { App } from "../app/app.ts";
import type { Config } from "../config/config.ts";
import { serveOverStdio } from "../mcp/stdio.ts";
import { unknownNames } from "../mcp/unknown_name.ts";
import { heardBy } from "../mcp/watching.ts";
import { LOCAL, type Principal } from "../security/principal.ts";
import { RestaurantError } from "../values/errors.ts";

/** How soon a client ends whose token was revoked. */
const RECHECK_MS = 1000;

/**
 * Serves the client on standard input and output, as the owner of the process or, with API_KEY, as
 * the owner of that token while it is valid.
 *
 * @throws {RestaurantError} FORBIDDEN if API_KEY is not a valid token.
 */
export async function overStdio(
  { apiKey }: Pick<Config, "apiKey">,
  app: App,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> {
  const principal = apiKey === undefined ? LOCAL : await principalOf(app, apiKey);
  const revoked = new AbortController();
  const check = async () => {
    const now = await app.authenticate(apiKey).catch(() => principal);
    if (now !== undefined || revoked.signal.aborted) return;
    logger.error("API_KEY was revoked or has expired: the client is served no longer");
    revoked.abort();
  };
  const timer = apiKey === undefined ? undefined : setInterval(check, RECHECK_MS);
  const { createServer } = app;
  const unknownIn = unknownNames(app.registry);
  const heard = heardBy(app.updates, app.registry, principal);
  await serveOverStdio(
    {
      createServer,
      principal,
      heard,
      ready: app.demo,
      logger,
      onMessage(message) {
        const unknown = unknownIn(message);
        if (unknown !== undefined) app.onRefused(unknown, principal.id);
      },
    },
    AbortSignal.any([signal, revoked.signal]),
  );
  clearInterval(timer);
}

async function principalOf({ authenticate }: App, apiKey: string): Promise<Principal> {
  const principal = await authenticate(apiKey);
  if (principal !== undefined) return principal;
  throw new RestaurantError("FORBIDDEN", "API_KEY is not a valid token.", {
    hint: "Create one with `restaurant-mcp token create`, or leave API_KEY unset.",
  });
}
