import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import {
  type CryptoKey,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWTPayload,
  SignJWT,
} from "jose";
import { Provider } from "../packages/oidc_provider.ts";
import { SCOPES } from "../../src/security/scopes.ts";

/** The person who logs in, without being asked for anything. */
export const USER = "ada";

/** A client without a secret, which acts for a person (authorization code with PKCE). */
export const TILL = { client_id: "till", redirect_uri: "http://127.0.0.1/callback" } as const;

/** A client with a secret, which acts for itself (client credentials). */
export const ROBOT = { client_id: "robot", client_secret: "a-secret-of-the-robot" } as const;

/** The test's settings of its authorization server. */
export interface AuthorizationOptions {
  /** The scopes it may grant; others are left out of any request. */
  readonly granted?: readonly string[];
  /** Further claims of access tokens. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Whether pages may register themselves as clients, and ask from their own origin. */
  readonly registers?: boolean;
  /**
   * Whether clients may be known by the address of their description (Client ID Metadata
   * Documents), and the certificate under which it is read.
   */
  readonly reads?: { readonly certificate: string };
  /** Seconds that access tokens are valid for. */
  readonly lifetime?: number;
}

/** A real authorization server on this machine (oidc-provider); ends with `await using`. */
export interface AuthorizationServer extends AsyncDisposable {
  readonly issuer: string;
  /** The number of requests for this path. */
  asked(path: string): number;
  /** An access token of the robot for a resource, from the token endpoint. */
  token(resource: string, scope?: string): Promise<string>;
  /** A token with any claims and header, signed with the key that the server has published. */
  sign(claims: JWTPayload, header?: Readonly<Record<string, unknown>>): Promise<string>;
  /** Its public key, in the forms that a confused server would take for a secret. */
  publicKeyTexts(): Promise<readonly string[]>;
  /** A person at a browser: logs in where asked to, up to the address that the client waits at. */
  browse(authorizationUrl: URL): Promise<URL>;
  /** Grants these scopes from now on. */
  grant(scopes: readonly string[]): void;
  /** Signs with a new key from now on, and publishes only that. */
  rotateKey(): Promise<void>;
  /** Whether it answers; while it is away, connections break off as those of a server that is down. */
  setAway(isAway: boolean): void;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** Starts an authorization server on a free port. */
export async function startAuthorizationServer(
  options: AuthorizationOptions = {},
): Promise<AuthorizationServer> {
  const counts = new Map<string, number>();
  let isAway = false;
  let answer: Answer = () => {};
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    counts.set(path, (counts.get(path) ?? 0) + 1);
    if (isAway) return void request.socket.destroy();
    void answer(request, response);
  });
  const listening = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", listening.resolve);
  await listening.promise;
  const issuer = `http://127.0.0.1:${portOf(server.address())}`;
  const grants = { scopes: options.granted ?? SCOPES };
  let key = await (usual ??= newKey());
  answer = await answersOf(issuer, key, options, grants);
  return {
    issuer,
    asked: (path) => counts.get(path) ?? 0,
    token: (resource, scope = SCOPES.join(" ")) => tokenFor(issuer, resource, scope),
    sign: (claims, header = {}) =>
      new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: key.kid, ...header })
        .sign(key.privateKey),
    publicKeyTexts: async () => [
      await exportSPKI(key.publicKey),
      JSON.stringify(await exportJWK(key.publicKey)),
    ],
    browse,
    async rotateKey() {
      key = await newKey();
      answer = await answersOf(issuer, key, options, grants);
    },
    grant: (scopes) => void (grants.scopes = scopes),
    setAway: (away) => isAway = away,
    async [Symbol.asyncDispose]() {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      await closed.promise;
    },
  };
}

interface Key {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

/** The servers of a test file begin with one: to make a key takes longer than most tests. */
let usual: Promise<Key> | undefined;

async function newKey(): Promise<Key> {
  const pair = await generateKeyPair("RS256", { extractable: true });
  return { kid: crypto.randomUUID(), ...pair };
}

/** The server itself, and its one page: everybody logs in and agrees. */
async function answersOf(
  issuer: string,
  { kid, privateKey }: Key,
  { claims = {}, lifetime = 600, registers = false, reads }: AuthorizationOptions,
  grants: { readonly scopes: readonly string[] },
): Promise<Answer> {
  const provider: Provider = new Provider(issuer, {
    jwks: { keys: [{ ...await exportJWK(privateKey), kid, alg: "RS256", use: "sig" }] },
    cookies: { keys: ["only a test"] },
    clients: [
      {
        client_id: TILL.client_id,
        redirect_uris: [TILL.redirect_uri],
        application_type: "native",
        token_endpoint_auth_method: "none",
        grant_types: ["authorization_code", "refresh_token"],
      },
      {
        ...ROBOT,
        grant_types: ["client_credentials"],
        redirect_uris: [],
        response_types: [],
      },
    ],
    scopes: ["openid", "offline_access"],
    ttl: {
      AccessToken: lifetime,
      ClientCredentials: lifetime,
      Grant: 600,
      Interaction: 600,
      Session: 600,
    },
    findAccount: (_context, accountId) => ({
      accountId,
      claims: () => Promise.resolve({ sub: accountId }),
    }),
    extraTokenClaims: () => claims,
    clientBasedCORS: () => registers || reads !== undefined,
    ...(reads !== undefined && { fetch: fetchUnder(reads.certificate) }),
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    async loadExistingGrant({ oidc }) {
      const grant = new provider.Grant({
        clientId: oidc.client?.clientId,
        accountId: oidc.session?.accountId,
      });
      grant.addOIDCScope("openid offline_access");
      for (const { resource } of resourcesOf(oidc.params)) {
        grant.addResourceScope(resource, grants.scopes.join(" "));
      }
      await grant.save();
      return grant;
    },
    features: {
      clientCredentials: { enabled: true },
      registration: { enabled: registers },
      ...(reads !== undefined && {
        clientIdMetadataDocument: { enabled: true, ack: "draft-02" },
      }),
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => [],
        useGrantedResource: () => true,
        getResourceServerInfo: (_context, resource) => ({
          audience: resource,
          scope: grants.scopes.join(" "),
          accessTokenFormat: "jwt",
          jwt: { sign: { alg: "RS256" } },
        }),
      },
    },
  });
  const handle = provider.callback();
  return async (request, response) => {
    if (registers && request.url?.startsWith("/reg")) {
      // The library lets pages use its other endpoints, and leaves this one to its operator.
      response.setHeader("access-control-allow-origin", "*");
      response.setHeader("access-control-allow-headers", "content-type");
      if (request.method === "OPTIONS") return void response.writeHead(204).end();
    }
    if (!request.url?.startsWith("/interaction/")) return handle(request, response);
    const { prompt } = await provider.interactionDetails(request, response);
    const agreed = prompt.name === "login" ? { login: { accountId: USER } } : { consent: {} };
    await provider.interactionFinished(request, response, agreed);
  };
}

/** Reads what is served under a certificate that only tests trust. */
function fetchUnder(certificate: string) {
  return async (url: string | URL | Request, options: RequestInit = {}): Promise<Response> => {
    const client = Deno.createHttpClient({ caCerts: [certificate] });
    const { headers, redirect } = options;
    const response = await fetch(url, {
      client,
      ...(headers && { headers }),
      ...(redirect && { redirect }),
    });
    const body = await response.arrayBuffer();
    client.close();
    return new Response(body, response);
  };
}

function resourcesOf(params: unknown): { readonly resource: string }[] {
  const { resource } = { ...params as Record<string, unknown> };
  return [resource].flat().filter((one) => typeof one === "string")
    .map((resource) => ({ resource }));
}

function portOf(address: ReturnType<ReturnType<typeof createServer>["address"]>): number {
  if (address === null || typeof address === "string") throw new Error("It does not listen");
  return address.port;
}

async function tokenFor(issuer: string, resource: string, scope: string): Promise<string> {
  const response = await fetch(`${issuer}/token`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${ROBOT.client_id}:${ROBOT.client_secret}`)}` },
    body: new URLSearchParams({ grant_type: "client_credentials", resource, scope }),
  });
  const { access_token } = await response.json();
  if (typeof access_token !== "string") throw new Error(`No token: ${response.status}`);
  return access_token;
}

/** A login is three steps. */
const MOST_STEPS = 10;

async function browse(authorizationUrl: URL): Promise<URL> {
  const cookies = new Map<string, string>();
  let address = authorizationUrl;
  for (let step = 0; !address.href.startsWith(TILL.redirect_uri); step++) {
    if (step > MOST_STEPS) throw new Error(`The way does not end: ${address.href}`);
    const response = await fetch(address, {
      redirect: "manual",
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
    });
    const page = await response.text();
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const next = response.headers.get("location");
    if (next === null) throw new Error(`The way ends at ${address.href}: ${page.slice(0, 500)}`);
    address = new URL(next, address);
  }
  return address;
}
