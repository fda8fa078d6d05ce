import { type Scope, SCOPES } from "./scopes.ts";

/** Who makes a call, and what they may do. */
export interface Principal {
  /** Stable and unique, as changes, orders and the audit name it: `token:K7Q2M9XA`. */
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  readonly scopes: ReadonlySet<Scope>;
  /** Ids of the only locations that exist for it; null for all. */
  readonly locations: readonly string[] | null;
  /** Whether more scopes can be asked of an authorization server. */
  readonly isOAuth: boolean;
}

/** The caller of a server without authentication: the machine's own user. */
export const LOCAL: Principal = {
  id: "local",
  name: "local",
  scopes: new Set(SCOPES),
  locations: null,
  isOAuth: false,
};

/**
 * Finds out who a bearer token belongs to: undefined where it is not valid (any more), or where
 * none was given and one is needed.
 */
export type Authenticate = (token: string | undefined) => Promise<Principal | undefined>;

/** A caller with its rights, as a text: the same text, the same answers. */
export function rightsOf({ id, scopes, locations }: Principal): string {
  return JSON.stringify([id, [...scopes].sort(), locations?.toSorted() ?? null]);
}
