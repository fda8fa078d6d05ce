import type { Scope } from "../security/scopes.ts";

/** The server's metadata about where its tokens come from (RFC 9728). */
export interface ProtectedResource {
  /** The address that tokens are for. */
  readonly resource: string;
  readonly authorization_servers: readonly string[];
  readonly scopes_supported: readonly Scope[];
  readonly bearer_methods_supported: readonly ["header"];
  readonly resource_name: string;
}

/** Where clients get tokens. */
export interface OAuthEdge {
  /** Address of the metadata. */
  readonly metadataUrl: string;
  readonly metadata: ProtectedResource;
}

/**
 * The metadata of this server, and its address.
 *
 * @param publicUrl Under which clients reach the server, with or without `/mcp`.
 * @param scopes What its tools, resources and prompts need.
 */
export function protectedResource(
  publicUrl: string,
  issuer: string,
  scopes: readonly Scope[],
): OAuthEdge {
  return {
    metadataUrl: new URL("/.well-known/oauth-protected-resource/mcp", publicUrl).href,
    metadata: {
      resource: new URL("/mcp", publicUrl).href,
      authorization_servers: [issuer],
      scopes_supported: scopes,
      bearer_methods_supported: ["header"],
      resource_name: "restaurant-mcp",
    },
  };
}
