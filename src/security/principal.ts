import { type Scope, SCOPES } from "./scopes.ts";

/** The caller, and what it may do. */
export interface Principal {
  /** Stable and unique, as changes, orders and the audit name it: `token:K7Q2M9XA`. */
  readonly id: string;
  /** Its name for people. */
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

/** A caller in words: `Owner (token:K7Q2M9XA)`, or only `local`. */
export function principalText({ id, name }: Pick<Principal, "id" | "name">): string {
  return name === id ? name : `${name} (${id})`;
}

/**
 * Returns the owner of a bearer token: undefined if the token is not valid, or is needed and
 * missing.
 */
export type Authenticate = (token: string | undefined) => Promise<Principal | undefined>;

/** A caller with its rights, as a text: equal texts get equal answers. */
export function rightsOf({ id, scopes, locations }: Principal): string {
  return JSON.stringify([id, [...scopes].sort(), locations?.toSorted() ?? null]);
}
