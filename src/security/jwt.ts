import { decodeJwt, errors, type JWTPayload, jwtVerify } from "jose";
import type { Clock } from "../values/clock.ts";
import { digestOf } from "../values/digest.ts";
import { boundedText, visibleText } from "../values/text.ts";
import { issuerKeys } from "./issuer_keys.ts";
import type { Principal } from "./principal.ts";
import { type Scope, SCOPES } from "./scopes.ts";

/** Whose tokens are valid, and for whom they must be. */
export interface JwtOptions {
  /** The authorization server, exactly as its tokens name it. */
  readonly issuer: string;
  readonly audience: string;
  readonly clock: Clock;
  /** Milliseconds that only ever grow, for pauses. */
  readonly elapsedMs?: () => number;
  /** Milliseconds between two requests for the issuer's keys. */
  readonly pauseMs?: number;
}

/** Signatures with a public key only: never none, never a shared secret. */
const ALGORITHMS = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];

/** How far the clocks of two machines may differ. */
const SKEW_SECONDS = 60;

/** A new key works this soon at the latest. */
const PAUSE_MS = 10_000;
const LONGEST_NAME = 80;

/** Under which claim a token names the only locations that exist for it. */
const LOCATIONS_CLAIM = "restaurant_locations";

/**
 * Checks JSON Web Tokens against the keys that their issuer publishes. The returned function
 * returns the owner of a token; undefined if it is not valid.
 *
 * @throws {RestaurantError} SERVICE_UNAVAILABLE if the issuer does not answer.
 */
export function jwtVerifier(
  {
    issuer,
    audience,
    clock,
    elapsedMs = () => performance.now(),
    pauseMs = PAUSE_MS,
  }: JwtOptions,
): (token: string) => Promise<Principal | undefined> {
  const keys = issuerKeys({ issuer, elapsedMs, pauseMs });
  return async (token) => {
    const now = clock().epochMilliseconds;
    try {
      const said = decodeJwt(token);
      // Tokens that are invalid with any key do not cause a request to the issuer.
      if (said.iss !== issuer || isOver(said, now)) return undefined;
      const { payload, protectedHeader } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: SKEW_SECONDS,
        requiredClaims: ["exp", "sub"],
        currentDate: new Date(now),
      });
      return isAccessToken(protectedHeader.typ, payload) ? principalOf(payload) : undefined;
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  };
}

/** Types of access tokens: those that name theirs (RFC 9068), and those that name none. */
const TYPES = ["at+jwt", "application/at+jwt", "jwt"];
/** Claims found only in tokens that tell a client who logged in (OpenID Connect). */
const ID_CLAIMS = ["nonce", "at_hash", "c_hash", "s_hash"];

/** Whether a token is an access token; one that only says who logged in is not. */
function isAccessToken(typ: string | undefined, payload: JWTPayload): boolean {
  const saysSo = [payload.typ, payload.token_use].some((use) => /^id$/i.test(String(use)));
  return !saysSo && TYPES.includes((typ ?? "jwt").toLowerCase()) &&
    !ID_CLAIMS.some((claim) => claim in payload);
}

function isOver({ exp }: JWTPayload, now: number): boolean {
  return typeof exp !== "number" || exp + SKEW_SECONDS <= now / 1000;
}

function principalOf(payload: JWTPayload): Principal | undefined {
  const { sub, name, client_id } = payload;
  const locations = locationsOf(payload);
  if (typeof sub !== "string" || sub === "" || locations === undefined) return undefined;
  const called = [name, client_id].find((value) => typeof value === "string") ?? sub;
  return {
    id: idOf(sub),
    name: boundedText(String(called), LONGEST_NAME),
    scopes: new Set(scopesOf(payload)),
    locations,
    isOAuth: true,
  };
}

/**
 * A subject as an id; one that cannot be shown whole is represented by its digest, so that ids stay
 * distinct.
 */
function idOf(sub: string): string {
  const isShown = sub.length <= LONGEST_NAME && visibleText(sub) === sub;
  return isShown ? `oauth:${sub}` : `oauth#${digestOf(sub)}`;
}

/** Scopes that are not this server's own say nothing here. Some issuers write `scp`, as text or list. */
function scopesOf({ scope, scp }: JWTPayload): Scope[] {
  const given = [scope, scp].flatMap((value) =>
    typeof value === "string" ? value.split(" ") : value
  );
  return SCOPES.filter((known) => given.includes(known));
}

/** Without the claim all locations exist; a claim that cannot be read makes the token invalid. */
function locationsOf(payload: JWTPayload): readonly string[] | null | undefined {
  const given = payload[LOCATIONS_CLAIM];
  if (given === undefined) return null;
  if (!Array.isArray(given)) return undefined;
  return given.every((id) => typeof id === "string") ? given : undefined;
}
