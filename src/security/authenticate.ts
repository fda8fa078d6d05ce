import type { Reader } from "../storage/database.ts";
import type { Clock } from "../values/clock.ts";
import { RestaurantError } from "../values/errors.ts";
import { type Authenticate, LOCAL, type Principal } from "./principal.ts";
import { SCOPES } from "./scopes.ts";
import { hasHash, secretHash } from "./token_text.ts";
import { hasTokens, principalOfToken, tokenPrincipal } from "./tokens.ts";

/** How callers are identified. */
export interface AuthenticatorOptions {
  readonly reader: Reader;
  readonly clock: Clock;
  /** The one token that is configured, of an administrator. */
  readonly adminToken?: string;
  /** Checks the tokens of an authorization server. */
  readonly verifyJwt?: (token: string) => Promise<Principal | undefined>;
  /** Whether nothing is configured: then, until a token is made, a caller without one is the machine's user. */
  readonly isOpen: boolean;
  /** Whether no token can exist, as in the demo: then none is looked up. */
  readonly hasNoTokens?: boolean;
}

const ADMINISTRATOR: Principal = {
  id: "environment",
  name: "administrator",
  scopes: new Set(SCOPES),
  locations: null,
  isOAuth: false,
};

/**
 * Identifies callers. An invalid token is refused, even if none is needed. The returned function
 * throws SERVICE_UNAVAILABLE if tokens cannot be checked.
 */
export function authenticator(
  { reader, clock, adminToken, verifyJwt, isOpen, hasNoTokens = false }: AuthenticatorOptions,
): Authenticate {
  const adminHash = adminToken === undefined ? undefined : secretHash(adminToken);
  return async (token) => {
    if (token !== undefined && adminHash !== undefined && hasHash(token, adminHash)) {
      return ADMINISTRATOR;
    }
    try {
      if (token === undefined) {
        return isOpen && (hasNoTokens || !(await hasTokens(reader))) ? LOCAL : undefined;
      }
      if (token.startsWith("rmcp_")) return await tokenPrincipal(reader, token, clock());
      return await verifyJwt?.(token);
    } catch (error) {
      throw error instanceof RestaurantError ? error : cannotCheck(error);
    }
  };
}

/**
 * Returns the present rights of a caller by its id: undefined if it is no longer served. A caller
 * of an authorization server is identified by its tokens only, so never by its id.
 */
export function principalFinder(
  { reader, clock, adminToken, isOpen }: Omit<AuthenticatorOptions, "verifyJwt">,
): (id: string) => Promise<Principal | undefined> {
  return async (id) => {
    if (id === LOCAL.id) return isOpen && !(await hasTokens(reader)) ? LOCAL : undefined;
    if (id === ADMINISTRATOR.id) return adminToken === undefined ? undefined : ADMINISTRATOR;
    if (!id.startsWith("token:")) return undefined;
    return await principalOfToken(reader, id.slice("token:".length), clock());
  };
}

function cannotCheck(cause: unknown): RestaurantError {
  return new RestaurantError("SERVICE_UNAVAILABLE", "Tokens cannot be checked now.", {
    retry_after_seconds: 5,
    hint: "Try again; if it keeps failing, ask the server's administrator to check its log.",
  }, { cause });
}
