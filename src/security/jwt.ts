import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify, type JWTVerifyGetKey } from "jose";
import type { Clock } from "../values/clock.ts";
import { RestaurantError } from "../values/errors.ts";
import { boundedText } from "../values/text.ts";
import type { Principal } from "./principal.ts";
import { type Scope, SCOPES } from "./scopes.ts";

/** Whose tokens are valid, and for whom they must be. */
export interface JwtOptions {
  /** The authorization server, exactly as its tokens name it. */
  readonly issuer: string;
  readonly audience: string;
  readonly clock: Clock;
}

/** Signatures with a public key only: never none, never a shared secret. */
const ALGORITHMS = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];

/** How far the clocks of two machines may differ. */
const SKEW_SECONDS = 60;

const TIMEOUT_MS = 5000;
const LONGEST_NAME = 80;

/** Under which claim a token names the only locations that exist for it. */
const LOCATIONS_CLAIM = "restaurant_locations";

/**
 * Checks JSON Web Tokens against the keys that their issuer publishes (RFC 8414 or OpenID
 * discovery); keys are fetched again when a token names a new one. What comes back tells whose a
 * token is; undefined where it is not valid.
 *
 * @throws {RestaurantError} SERVICE_UNAVAILABLE when the issuer does not answer.
 */
export function jwtVerifier(
  { issuer, audience, clock }: JwtOptions,
): (token: string) => Promise<Principal | undefined> {
  let keys: JWTVerifyGetKey | undefined;
  return async (token) => {
    try {
      keys ??= createRemoteJWKSet(await jwksAddress(issuer), { timeoutDuration: TIMEOUT_MS });
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: SKEW_SECONDS,
        requiredClaims: ["exp", "sub"],
        currentDate: new Date(clock().epochMilliseconds),
      });
      return principalOf(payload);
    } catch (error) {
      if (isFaultOfToken(error)) return undefined;
      throw notReachable(error);
    }
  };
}

/** A token whose key is unknown is faulty; that the keys could not be fetched is not its fault. */
function isFaultOfToken(error: unknown): boolean {
  return error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout) &&
    error.constructor !== errors.JOSEError;
}

async function jwksAddress(issuer: string): Promise<URL> {
  let failure: unknown;
  for (const address of discoveryAddresses(issuer)) {
    try {
      const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) });
      if (!response.ok) {
        await response.body?.cancel();
        throw new Error(`${response.status} at ${address}`);
      }
      return jwksIn(await response.json(), issuer);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

/** RFC 8414 puts the well-known part before the issuer's path, OpenID behind it. */
function discoveryAddresses(issuer: string): string[] {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, "");
  return [
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${origin}${path}/.well-known/openid-configuration`,
  ];
}

function jwksIn(metadata: unknown, issuer: string): URL {
  const { issuer: named, jwks_uri } = { ...metadata as Record<string, unknown> };
  if (named !== issuer) throw new Error(`The metadata is of another issuer: ${String(named)}`);
  const address = new URL(String(jwks_uri));
  const isSafe = address.protocol === "https:" || address.origin === new URL(issuer).origin;
  if (!isSafe) throw new Error(`Keys are not fetched from ${address.href}`);
  return address;
}

function principalOf(payload: JWTPayload): Principal | undefined {
  const { sub = "", name, client_id } = payload;
  const locations = locationsOf(payload);
  if (sub === "" || locations === undefined) return undefined;
  const called = [name, client_id].find((value) => typeof value === "string") ?? sub;
  return {
    id: `oauth:${boundedText(sub, LONGEST_NAME)}`,
    name: boundedText(String(called), LONGEST_NAME),
    scopes: new Set(scopesOf(payload)),
    locations,
    isOAuth: true,
  };
}

/** Scopes that are not this server's own say nothing here. */
function scopesOf({ scope, scp }: JWTPayload): Scope[] {
  const given = typeof scope === "string" ? scope.split(" ") : Array.isArray(scp) ? scp : [];
  return SCOPES.filter((known) => given.includes(known));
}

/** Without the claim all locations exist; a claim that cannot be read makes the token invalid. */
function locationsOf(payload: JWTPayload): readonly string[] | null | undefined {
  const given = payload[LOCATIONS_CLAIM];
  if (given === undefined) return null;
  if (!Array.isArray(given)) return undefined;
  return given.every((id) => typeof id === "string") ? given : undefined;
}

function notReachable(cause: unknown): RestaurantError {
  const error = new RestaurantError(
    "SERVICE_UNAVAILABLE",
    "The authorization server does not answer, so tokens cannot be checked.",
    { retry_after_seconds: 10, hint: "Try again; if it stays, check MCP_OAUTH_ISSUER." },
  );
  error.cause = cause;
  return error;
}
