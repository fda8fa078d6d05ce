import { createLocalJWKSet, errors, type JWTVerifyGetKey } from "jose";
import { RestaurantError } from "../values/errors.ts";

/** Where keys come from. */
export interface IssuerOptions {
  /** The authorization server, exactly as its tokens name it. */
  readonly issuer: string;
  /** Milliseconds of a monotonic clock. */
  elapsedMs(): number;
  /**
   * Milliseconds for which the issuer is left alone after it failed, and after it gave its keys: no
   * flood of faulty tokens becomes a flood of requests to it.
   */
  readonly pauseMs: number;
}

const TIMEOUT_MS = 5000;

/** How long keys are used before they are read again: a withdrawn one is refused after this. */
const KEPT_MS = 600_000;

/** Keys, and when they were read. */
interface ReadKeys {
  readonly find: JWTVerifyGetKey;
  readonly at: number;
}

/**
 * The keys that an issuer publishes (RFC 8414 or OpenID discovery), read when the first token comes,
 * again after ten minutes, and again when a token names a key that is not among them. The set of
 * jose that does the same measures with the wall clock: set back by a day, it would keep withdrawn
 * keys, and not look for new ones, for a day.
 *
 * @throws {RestaurantError} from the returned function: SERVICE_UNAVAILABLE when the issuer
 * does not answer.
 */
export function issuerKeys({ issuer, elapsedMs, pauseMs }: IssuerOptions): JWTVerifyGetKey {
  let address: URL | undefined;
  let kept: ReadKeys | undefined;
  let reading: Promise<ReadKeys> | undefined;

  const read = patient(
    async (): Promise<ReadKeys> => {
      address ??= await jwksAddress(issuer);
      const find = await keysAt(address);
      return kept = { find, at: elapsedMs() };
    },
    elapsedMs,
    pauseMs,
  );

  /** One request for all tokens that come at once. */
  function readOnce(): Promise<ReadKeys> {
    return reading ??= read().finally(() => reading = undefined);
  }

  return async (header, token) => {
    const keys = kept !== undefined && elapsedMs() < kept.at + KEPT_MS ? kept : await readOnce();
    try {
      return await keys.find(header, token);
    } catch (error) {
      const isNew = error instanceof errors.JWKSNoMatchingKey;
      if (!isNew || elapsedMs() < keys.at + pauseMs) throw error;
      return await (await readOnce()).find(header, token);
    }
  };
}

/**
 * How many keys an issuer publishes now, for the operator.
 *
 * @throws {Error} saying what does not answer, or answers with something else.
 */
export async function publishedKeys(issuer: string): Promise<number> {
  return (await keysAt(await jwksAddress(issuer))).jwks().keys.length;
}

/** The same work, but for a while after it failed it fails again without being tried. */
function patient<Result>(
  work: () => Promise<Result>,
  now: () => number,
  pauseMs: number,
): () => Promise<Result> {
  let failedAt = -Infinity;
  return async () => {
    if (now() < failedAt + pauseMs) throw notReachable();
    try {
      return await work();
    } catch (cause) {
      failedAt = now();
      throw notReachable(cause);
    }
  };
}

async function jwksAddress(issuer: string): Promise<URL> {
  const failures: unknown[] = [];
  for (const address of discoveryAddresses(issuer)) {
    try {
      return jwksIn(await readJson(address), issuer);
    } catch (error) {
      failures.push(error);
    }
  }
  throw new AggregateError(failures, `${issuer} publishes no metadata`);
}

/** RFC 8414 puts the well-known part before the issuer's path, OpenID behind it, and some before. */
function discoveryAddresses(issuer: string): Set<string> {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, "");
  return new Set([
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${origin}${path}/.well-known/openid-configuration`,
    `${origin}/.well-known/openid-configuration${path}`,
  ]);
}

function jwksIn(metadata: unknown, issuer: string): URL {
  const { issuer: named, jwks_uri } = { ...metadata as Record<string, unknown> };
  if (named !== issuer) throw new Error(`The metadata is of another issuer: ${String(named)}`);
  const address = new URL(String(jwks_uri));
  const isSafe = address.protocol === "https:" || address.origin === new URL(issuer).origin;
  if (!isSafe) throw new Error(`Keys are not fetched from ${address.href}`);
  return address;
}

/** Fetches keys, and looks at them before anybody takes them for keys. */
async function keysAt(address: URL): Promise<ReturnType<typeof createLocalJWKSet>> {
  const keys = await readJson(address.href);
  return createLocalJWKSet(keys as Parameters<typeof createLocalJWKSet>[0]);
}

async function readJson(address: string): Promise<unknown> {
  const response = await fetch(address, {
    signal: AbortSignal.timeout(TIMEOUT_MS),
    redirect: "manual",
  });
  if (response.status === 200) return await response.json();
  await response.body?.cancel();
  throw new Error(`${response.status} at ${address}`);
}

function notReachable(cause?: unknown): RestaurantError {
  return new RestaurantError(
    "SERVICE_UNAVAILABLE",
    "The authorization server does not answer, so tokens cannot be checked.",
    { retry_after_seconds: 10, hint: "Try again; if it keeps failing, check MCP_OAUTH_ISSUER." },
    { cause },
  );
}
