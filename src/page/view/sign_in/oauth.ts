import { keepToken, type KeptToken, keptToken } from "./kept_token.ts";

/** What the server says of where its tokens come from (RFC 9728). */
export interface TokenSource {
  readonly resource: string;
  readonly authorization_servers: readonly string[];
  readonly scopes_supported: readonly string[];
}

/** What an authorization server says of itself (RFC 8414), as far as it is used. */
interface Issuer {
  readonly issuer: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly registration_endpoint?: string;
  readonly client_id_metadata_document_supported?: boolean;
}

/** What is remembered while the person is at the authorization server. */
interface Pending {
  readonly state: string;
  readonly verifier: string;
  readonly client: string;
  readonly endpoint: string;
  readonly issuer: string;
  readonly resource: string;
}

const KEY = "sign-in";
const METADATA = "/.well-known/oauth-protected-resource/mcp";
const CLIENT = "/client.json";

/** Where tokens come from; undefined for a server without an authorization server. */
export async function tokenSource(): Promise<TokenSource | undefined> {
  const response = await fetch(METADATA).catch(() => undefined);
  return response?.ok ? await response.json() : undefined;
}

/** Sends the person to the authorization server; they come back with a code. */
export async function goToIssuer(source: TokenSource): Promise<void> {
  const issuer = await issuerAt(source.authorization_servers[0] ?? "");
  const redirect = redirectAddress();
  const client = await clientAt(issuer, redirect);
  const [state, verifier] = [randomText(), randomText()];
  const pending: Pending = {
    state,
    verifier,
    client,
    endpoint: issuer.token_endpoint,
    issuer: issuer.issuer,
    resource: source.resource,
  };
  sessionStorage.setItem(KEY, JSON.stringify(pending));
  const address = new URL(issuer.authorization_endpoint);
  const params = {
    response_type: "code",
    client_id: client,
    redirect_uri: redirect,
    state,
    code_challenge: await challengeOf(verifier),
    code_challenge_method: "S256",
    resource: source.resource,
    scope: source.scopes_supported.join(" "),
  };
  for (const [name, value] of Object.entries(params)) address.searchParams.set(name, value);
  location.assign(address);
}

/**
 * Takes the code that the person came back with, if they did, and leaves none in the address.
 *
 * @throws {Error} with the authorization server's reason, if it has refused.
 */
export async function comeBack(): Promise<void> {
  const { searchParams } = new URL(location.href);
  const state = searchParams.get("state");
  if (state === null) return;
  history.replaceState(null, "", `${location.pathname}${location.hash}`);
  const pending: Pending | null = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  sessionStorage.removeItem(KEY);
  if (pending === null || pending.state !== state) return;
  const issuer = searchParams.get("iss");
  if (issuer !== null && issuer !== pending.issuer) throw new Error("iss");
  const code = searchParams.get("code");
  if (code === null) throw new Error(searchParams.get("error_description") ?? "access_denied");
  const { client, endpoint, verifier, resource } = pending;
  await takeToken(endpoint, client, {
    grant_type: "authorization_code",
    code,
    redirect_uri: redirectAddress(),
    code_verifier: verifier,
    resource,
  });
}

/** Another token instead of one that expired; false if there is none to be had. */
export async function refreshed(): Promise<boolean> {
  const kept = keptToken();
  if (kept?.refresh === undefined) return false;
  const { token, endpoint, client } = kept.refresh;
  try {
    await takeToken(endpoint, client, { grant_type: "refresh_token", refresh_token: token });
    return true;
  } catch {
    return false;
  }
}

async function takeToken(
  endpoint: string,
  client: string,
  params: Readonly<Record<string, string>>,
): Promise<void> {
  const answer = await json(endpoint, {
    method: "POST",
    body: new URLSearchParams({ ...params, client_id: client }),
  });
  const { access_token, refresh_token } = answer;
  if (typeof access_token !== "string") throw new Error("token");
  const kept: KeptToken = {
    token: access_token,
    ...(typeof refresh_token === "string" &&
      { refresh: { token: refresh_token, endpoint, client } }),
  };
  keepToken(kept);
}

/** Both places at which an authorization server may say what it offers. */
async function issuerAt(address: string): Promise<Issuer> {
  const { origin, pathname } = new URL(address);
  const path = pathname.replace(/\/$/, "");
  const places = [
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${origin}${path}/.well-known/openid-configuration`,
  ];
  for (const place of places) {
    const response = await fetch(place).catch(() => undefined);
    if (response?.ok) return await response.json();
  }
  throw new Error(origin);
}

/** The page as a client: by the address of its own description, or registered for this sign-in. */
async function clientAt(issuer: Issuer, redirect: string): Promise<string> {
  // The address of a description is https: on this machine alone a page has none.
  const isDescribed = location.protocol === "https:";
  if (issuer.client_id_metadata_document_supported && isDescribed) {
    return `${location.origin}${CLIENT}`;
  }
  if (issuer.registration_endpoint === undefined) throw new Error("registration");
  const { client_id } = await json(issuer.registration_endpoint, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      client_name: "Restaurant",
      redirect_uris: [redirect],
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
      token_endpoint_auth_method: "none",
      application_type: "web",
    }),
  });
  return client_id;
}

async function json(address: string, init: RequestInit) {
  const response = await fetch(address, init);
  const answer = await response.json();
  if (response.ok) return answer;
  throw new Error(answer.error_description ?? answer.error ?? String(response.status));
}

function redirectAddress(): string {
  return `${location.origin}/`;
}

function randomText(): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return base64Url(new Uint8Array(digest));
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
