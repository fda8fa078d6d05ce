import type { Config } from "../config/config.ts";
import { authenticator, principalFinder } from "../security/authenticate.ts";
import { jwtVerifier } from "../security/jwt.ts";
import type { Authenticate, Principal } from "../security/principal.ts";
import type { Database } from "../storage/database.ts";
import type { Clock } from "../values/clock.ts";

/** Identifies callers by every configured method. */
export function authenticatorOf(
  { authToken, oauthIssuer, oauthAudience, demo }: Pick<
    Config,
    "authToken" | "oauthIssuer" | "oauthAudience" | "demo"
  >,
  { lookups }: Pick<Database, "lookups">,
  clock: Clock,
): Authenticate {
  const isOAuth = oauthIssuer !== undefined && oauthAudience !== undefined;
  return authenticator({
    reader: lookups,
    clock,
    isOpen: authToken === undefined && !isOAuth,
    hasNoTokens: demo,
    ...(authToken !== undefined && { adminToken: authToken }),
    ...(isOAuth && {
      verifyJwt: jwtVerifier({ issuer: oauthIssuer, audience: oauthAudience, clock }),
    }),
  });
}

/** Which rights a caller has now, by its id. */
export function principalFinderOf(
  { authToken, oauthIssuer }: Pick<Config, "authToken" | "oauthIssuer">,
  { lookups }: Pick<Database, "lookups">,
  clock: Clock,
): (id: string) => Promise<Principal | undefined> {
  return principalFinder({
    reader: lookups,
    clock,
    isOpen: authToken === undefined && oauthIssuer === undefined,
    ...(authToken !== undefined && { adminToken: authToken }),
  });
}
