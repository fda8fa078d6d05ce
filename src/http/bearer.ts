import type { EdgeRequest } from "./edge_request.ts";
import { rpcError } from "../mcp/rpc_error.ts";

/** The content of a request's Authorization header. */
export type Bearer =
  | { readonly token: string | undefined }
  /** It says something, and that is no bearer token. */
  | { readonly isMalformed: true };

/** The longest token; the server limits headers before. */
const TOKEN = /^Bearer +([A-Za-z0-9\-._~+/]+=*) *$/i;

/** The token of a request: from its header, never from its address or body. */
export function bearerOf({ headers }: Pick<EdgeRequest, "headers">): Bearer {
  const header = headers.get("authorization");
  // A configured client whose token is not set sends the word alone: that is no token either.
  if (header === null || /^Bearer *$/i.test(header)) return { token: undefined };
  // Another scheme is no token of this server: then it says how to get one.
  if (/^(?!Bearer\b)[a-z][\w-]* /i.test(header)) return { token: undefined };
  const token = TOKEN.exec(header)?.[1];
  return token === undefined ? { isMalformed: true } : { token };
}

/** What a refusal tells a client about getting a token. */
export interface Challenge {
  /** Address of the protected-resource metadata, if there is an authorization server. */
  readonly resourceMetadata?: string | undefined;
  /** Scopes to ask for. */
  readonly scopes?: readonly string[];
}

/** 401: there is no token, or it is not valid. */
export function unauthorized(challenge: Challenge, wasGiven: boolean): Response {
  const error = wasGiven ? { error: "invalid_token" } : {};
  const message = wasGiven
    ? "The token is not valid: unknown, expired or revoked. Get a new one."
    : "This server needs a token: send Authorization: Bearer <token>.";
  return refusal(401, message, { ...error, ...parameters(challenge) });
}

/** 403: the token is valid and may not do this; with these scopes it could. */
export function insufficientScope(challenge: Challenge): Response {
  const message = `This needs the scope ${(challenge.scopes ?? []).join(" ")}.`;
  return refusal(403, message, { error: "insufficient_scope", ...parameters(challenge) });
}

/** 400: the header is there and cannot be read. */
export function malformedHeader(challenge: Challenge): Response {
  return refusal(400, "The Authorization header is not of the form Bearer <token>.", {
    error: "invalid_request",
    ...parameters(challenge),
  });
}

function parameters({ resourceMetadata, scopes = [] }: Challenge): Record<string, string> {
  return {
    ...(scopes.length > 0 && { scope: scopes.join(" ") }),
    ...(resourceMetadata !== undefined && { resource_metadata: resourceMetadata }),
  };
}

function refusal(status: number, message: string, parameters: Record<string, string>): Response {
  const values = Object.entries(parameters).map(([name, value]) => `${name}="${value}"`);
  return rpcError(status, -32001, message, {
    "WWW-Authenticate": ["Bearer", values.join(", ")].join(" ").trim(),
  });
}
