import assert from "node:assert/strict";
import { fc } from "../packages/fast_check.ts";
import { base64url, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { jwtVerifier } from "../../src/security/jwt.ts";
import type { Principal } from "../../src/security/principal.ts";
import { alwaysAsync } from "../support/always.ts";
import {
  type AuthorizationServer,
  startAuthorizationServer,
} from "../support/authorization_server.ts";
import { wallClockSetBack } from "../support/wall_clock.ts";

const AUDIENCE = "https://mcp.example.com/mcp";
const NOW = Temporal.Instant.from("2026-11-25T12:00:00Z");
const SECOND = NOW.epochMilliseconds / 1000;

/** A verifier of a server's tokens, at a time that the test sets. */
function verifierOf({ issuer }: Pick<AuthorizationServer, "issuer">, pauseMs = 60_000) {
  let now = NOW;
  let passed = 0;
  const verify = jwtVerifier({
    issuer,
    audience: AUDIENCE,
    clock: () => now,
    elapsedMs: () => passed,
    pauseMs,
  });
  return {
    verify,
    later(seconds: number) {
      now = now.add({ seconds });
      passed += seconds * 1000;
    },
    /** As if the wall clock were set, which is not the passing of time. */
    setBack: (seconds: number) => void (now = now.subtract({ seconds })),
  };
}

/** The claims of a valid token, and the differences of this one; undefined leaves one out. */
function claims({ issuer }: AuthorizationServer, parts: Record<string, unknown> = {}): JWTPayload {
  const good = { iss: issuer, aud: AUDIENCE, sub: "ada", iat: SECOND, exp: SECOND + 300 };
  const all = { ...good, scope: "orders:read", ...parts };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

async function verified(parts: Record<string, unknown>): Promise<Principal | undefined> {
  await using server = await startAuthorizationServer();
  return await verifierOf(server).verify(await server.sign(claims(server, parts)));
}

function unsigned(header: unknown, payload: unknown, signature = ""): string {
  return [header, payload].map((part) => base64url.encode(JSON.stringify(part))).join(".") +
    `.${signature}`;
}

Deno.test("an access token of the authorization server carries the caller and its scopes", async () => {
  await using server = await startAuthorizationServer({
    claims: { restaurant_locations: ["downtown"] },
  });
  const { issuer } = server;
  const verify = jwtVerifier({ issuer, audience: AUDIENCE, clock: Temporal.Now.instant });
  const token = await server.token(AUDIENCE, "orders:read sales:read");
  assert.deepEqual(await verify(token), {
    id: "oauth:robot",
    name: "robot",
    scopes: new Set(["sales:read", "orders:read"]),
    locations: ["downtown"],
    isOAuth: true,
  });
});

Deno.test("a token for another resource of the same server is refused", async () => {
  await using server = await startAuthorizationServer();
  const { issuer } = server;
  const verify = jwtVerifier({ issuer, audience: AUDIENCE, clock: Temporal.Now.instant });
  assert.equal(await verify(await server.token("https://other.example.com/mcp")), undefined);
});

Deno.test("a token of another type is none to call with", async () => {
  await using server = await startAuthorizationServer();
  const { verify } = verifierOf(server);
  for (const typ of ["at+jwt", "AT+JWT", "JWT", "application/at+jwt"]) {
    assert.ok(await verify(await server.sign(claims(server), { typ })), typ);
  }
  for (const typ of ["id_token+jwt", "logout+jwt", "dpop+jwt", ""]) {
    assert.equal(await verify(await server.sign(claims(server), { typ })), undefined, typ);
  }
});

for (
  const [what, parts] of [
    ["the nonce of a login", { nonce: "n" }],
    ["the hash of an access token", { at_hash: "h" }],
    ["Keycloak's type of a login", { typ: "ID" }],
    ["Cognito's use of a login", { token_use: "id" }],
    ["another audience", { aud: "https://other.example.com/mcp" }],
    ["an audience that only begins alike", { aud: `${AUDIENCE}/more` }],
    ["other audiences", { aud: ["https://a.example.com", "https://b.example.com"] }],
    ["no audience", { aud: undefined }],
    ["another issuer", { iss: "https://evil.example.com" }],
    ["no issuer", { iss: undefined }],
    ["an end that is over", { exp: SECOND - 61 }],
    ["no end", { exp: undefined }],
    ["an end that is no number", { exp: "never" }],
    ["a beginning to come", { nbf: SECOND + 61 }],
    ["no subject", { sub: undefined }],
    ["an empty subject", { sub: "" }],
    ["a subject that is a number", { sub: 5 }],
    ["one location as a text", { restaurant_locations: "downtown" }],
    ["no locations, as null", { restaurant_locations: null }],
    ["a location that is a number", { restaurant_locations: ["downtown", 5] }],
    ["locations as an object", { restaurant_locations: { 0: "downtown" } }],
  ] as const
) {
  Deno.test(`refused: a token with ${what}`, async () => {
    assert.equal(await verified(parts), undefined);
  });
}

Deno.test("clocks may differ by a minute", async () => {
  assert.ok(await verified({ exp: SECOND - 59 }));
  assert.ok(await verified({ nbf: SECOND + 59 }));
});

Deno.test("one of several audiences is enough", async () => {
  assert.ok(await verified({ aud: ["https://other.example.com", AUDIENCE] }));
});

Deno.test("without the claim all locations exist, with an empty one none does", async () => {
  assert.equal((await verified({}))?.locations, null);
  assert.deepEqual((await verified({ restaurant_locations: [] }))?.locations, []);
});

for (
  const [what, parts, scopes] of [
    ["a text", { scope: "menu:read orders:write" }, ["orders:write", "menu:read"]],
    ["scp as a text", { scope: undefined, scp: "menu:read" }, ["menu:read"]],
    ["scp as a list", { scope: undefined, scp: ["menu:read", 5, null] }, ["menu:read"]],
    ["others' scopes", { scope: "openid admin * menu:read:all constructor" }, []],
    ["none", { scope: undefined }, []],
    ["no text", { scope: 5 }, []],
  ] as const
) {
  Deno.test(`scopes as ${what} give ${scopes.join(" ") || "nothing"}`, async () => {
    assert.deepEqual([...(await verified(parts))?.scopes ?? ["refused"]], scopes);
  });
}

Deno.test("subjects that differ never meet under one id", async () => {
  const long = "x".repeat(80);
  const subjects = ["ada", "ada ", " ada", "a\u200bda", long, `${long}1`, `${long}2`];
  const ids = await Promise.all(subjects.map(async (sub) => (await verified({ sub }))?.id));
  assert.equal(new Set(ids).size, subjects.length);
});

Deno.test("an issuer is asked again though the clock on the wall was set back a day", async () => {
  const down = await startAuthorizationServer();
  const { issuer } = down;
  const token = await down.sign(claims(down, { exp: SECOND + 10 * 86_400 }));
  await down[Symbol.asyncDispose]();
  const { verify, later, setBack } = verifierOf({ issuer });
  await assert.rejects(verify(token), { code: "SERVICE_UNAVAILABLE" });
  setBack(86_400);
  later(61);
  // It is asked once, and its failure is the reported cause; without the question there would be
  // none.
  await assert.rejects(
    verify(token),
    (error) => error instanceof Error && error.cause !== undefined,
  );
});

Deno.test("new keys are found and withdrawn ones forgotten though the clock was set back a day", async () => {
  await using server = await startAuthorizationServer();
  const { verify, later } = verifierOf(server, 5000);
  const lasting = { exp: SECOND + 10 * 86_400 };
  const before = await server.sign(claims(server, lasting));
  assert.ok(await verify(before));
  await server.rotateKey();
  using _wall = wallClockSetBack(86_400);
  later(6);
  assert.ok(await verify(await server.sign(claims(server, lasting))));
  assert.equal(await verify(before), undefined);
  await server.rotateKey();
  using _again = wallClockSetBack(86_400);
  later(601);
  const withdrawn = await server.sign(claims(server, { ...lasting, aud: "another" }));
  assert.equal(await verify(withdrawn), undefined);
  assert.equal(server.asked("/jwks"), 3);
});

Deno.test("a token without a signature is refused, whatever it says of that", async () => {
  await using server = await startAuthorizationServer();
  const { verify } = verifierOf(server);
  for (const alg of ["none", "None", "NONE", "", undefined]) {
    const token = unsigned({ alg, typ: "JWT" }, claims(server));
    assert.equal(await verify(token), undefined, String(alg));
  }
  const [header = "", payload = ""] = (await server.sign(claims(server))).split(".");
  assert.equal(await verify(`${header}.${payload}.`), undefined);
});

Deno.test("the public key is no secret to sign with", async () => {
  await using server = await startAuthorizationServer();
  const { verify } = verifierOf(server);
  for (const text of await server.publicKeyTexts()) {
    for (const alg of ["HS256", "HS384", "HS512"]) {
      const token = await new SignJWT(claims(server)).setProtectedHeader({ alg })
        .sign(new TextEncoder().encode(text.padEnd(64)));
      assert.equal(await verify(token), undefined, alg);
    }
  }
});

Deno.test("another key is refused, also under the name of a known one", async () => {
  await using server = await startAuthorizationServer();
  const { verify } = verifierOf(server);
  const [header = ""] = (await server.sign(claims(server))).split(".");
  const { kid } = JSON.parse(new TextDecoder().decode(base64url.decode(header)));
  for (const alg of ["RS256", "PS256", "ES256", "EdDSA"]) {
    const { privateKey } = await generateKeyPair(alg);
    for (const name of [{ kid }, { kid: "unknown" }, {}]) {
      const token = await new SignJWT(claims(server)).setProtectedHeader({ alg, ...name })
        .sign(privateKey);
      assert.equal(await verify(token), undefined, alg);
    }
  }
});

Deno.test("a key that a token brings along, or names an address of, is not looked at", async () => {
  await using server = await startAuthorizationServer();
  const { verify } = verifierOf(server);
  const { privateKey } = await generateKeyPair("RS256");
  for (
    const header of [{ jku: "https://evil.example.com/jwks" }, { x5u: "https://evil.example" }]
  ) {
    const token = await new SignJWT(claims(server)).setProtectedHeader({ alg: "RS256", ...header })
      .sign(privateKey);
    assert.equal(await verify(token), undefined);
  }
});

Deno.test("a token that was changed after it was signed is refused", async () => {
  await using server = await startAuthorizationServer();
  const { verify } = verifierOf(server);
  const [header = "", , signature = ""] = (await server.sign(claims(server))).split(".");
  const more = base64url.encode(JSON.stringify(claims(server, { scope: "menu:write" })));
  assert.equal(await verify(`${header}.${more}.${signature}`), undefined);
});

Deno.test("no text is taken for a token, and none makes the check fail", async () => {
  await using server = await startAuthorizationServer();
  const { verify } = verifierOf(server);
  const good = await server.sign(claims(server));
  const cut = fc.nat(good.length).map((length) => good.slice(0, length));
  const odd = fc.tuple(fc.json(), fc.json(), fc.string()).map(([header, payload, signature]) =>
    unsigned(JSON.parse(header), JSON.parse(payload), base64url.encode(signature))
  );
  const headers = fc.record({
    alg: fc.constantFrom("RS256", "ES256", "HS256", 5, null),
    kid: fc.oneof(fc.string(), fc.integer(), fc.constant(null)),
    crit: fc.option(fc.array(fc.string()), { nil: undefined }),
    b64: fc.option(fc.boolean(), { nil: undefined }),
  }, { requiredKeys: ["alg"] });
  const near = headers.map((header) => unsigned(header, claims(server), "AAAA"));
  await alwaysAsync(
    fc.asyncProperty(fc.oneof(fc.string(), cut, odd, near), async (token) => {
      fc.pre(token !== good);
      assert.equal(await verify(token), undefined);
    }),
    300,
  );
});

Deno.test("a new key is learned without a restart, and one that is gone is forgotten", async () => {
  await using server = await startAuthorizationServer();
  const { verify } = verifierOf(server, 0);
  const before = await server.sign(claims(server));
  assert.ok(await verify(before));
  await server.rotateKey();
  assert.ok(await verify(await server.sign(claims(server))));
  assert.equal(await verify(before), undefined);
});

Deno.test("tokens with unknown keys cannot be used to flood the issuer", async () => {
  await using server = await startAuthorizationServer();
  const { verify } = verifierOf(server);
  const { privateKey } = await generateKeyPair("RS256");
  const floods = Array.from({ length: 50 }, async (_, index) => {
    const token = await new SignJWT(claims(server))
      .setProtectedHeader({ alg: "RS256", kid: `unknown-${index}` }).sign(privateKey);
    return await verify(token);
  });
  assert.deepEqual(new Set(await Promise.all(floods)), new Set([undefined]));
  assert.equal(server.asked("/.well-known/oauth-authorization-server"), 1);
  assert.equal(server.asked("/jwks"), 1);
});

Deno.test("an unreachable issuer invalidates no token, and is not asked again for a while", async () => {
  await using server = await startAuthorizationServer();
  const { verify, later } = verifierOf(server, 5000);
  const token = await server.sign(claims(server));
  server.setAway(true);
  const away = { code: "SERVICE_UNAVAILABLE", details: { retry_after_seconds: 10 } };
  for (let time = 0; time < 20; time++) {
    await assert.rejects(verify(token), ({ code, details: { retry_after_seconds } }) => {
      assert.deepEqual({ code, details: { retry_after_seconds } }, away);
      return true;
    });
  }
  assert.equal(server.asked("/.well-known/oauth-authorization-server"), 1);
  server.setAway(false);
  await assert.rejects(verify(token), { code: "SERVICE_UNAVAILABLE" });
  later(6);
  assert.ok(await verify(token));
});

Deno.test("while the issuer is away, known keys go on, unknown ones wait, and ends are ends", async () => {
  await using server = await startAuthorizationServer();
  const { verify, later } = verifierOf(server, 0);
  const token = await server.sign(claims(server));
  assert.ok(await verify(token));
  server.setAway(true);
  assert.ok(await verify(token));
  const renamed = await server.sign(claims(server), { kid: "new" });
  await assert.rejects(verify(renamed), { code: "SERVICE_UNAVAILABLE" });
  later(300 + 61);
  assert.equal(await verify(token), undefined);
  assert.equal(await verify(renamed), undefined);
});

for (
  const [what, metadata, keys] of [
    ["metadata of another issuer", { issuer: "https://evil.example.com" }, { keys: [] }],
    ["metadata without keys", { jwks_uri: undefined }, { keys: [] }],
    ["keys from elsewhere in the clear", { jwks_uri: "http://evil.example.com/jwks" }, {}],
    ["keys that are none", {}, { keys: "none" }],
    ["keys that are no JSON", {}, "<html>"],
  ] as const
) {
  Deno.test(`an issuer with ${what} cannot be used, and no token is blamed`, async () => {
    await using server = await startAuthorizationServer();
    await using broken = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen: () => {} },
      ({ url }) => {
        const { origin, pathname } = new URL(url);
        return pathname === "/jwks"
          ? new Response(typeof keys === "string" ? keys : JSON.stringify(keys))
          : Response.json({ issuer: origin, jwks_uri: `${origin}/jwks`, ...metadata });
      },
    );
    const issuer = `http://127.0.0.1:${broken.addr.port}`;
    const token = await server.sign(claims(server, { iss: issuer }));
    await assert.rejects(verifierOf({ issuer }).verify(token), { code: "SERVICE_UNAVAILABLE" });
  });
}

Deno.test("an issuer with a path is found at the address of either specification", async () => {
  await using server = await startAuthorizationServer();
  const places = [
    "/.well-known/oauth-authorization-server/tenant",
    "/tenant/.well-known/openid-configuration",
    "/.well-known/openid-configuration/tenant",
  ];
  for (const place of places) {
    await using tenant = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen: () => {} },
      async ({ url }) => {
        const { origin, pathname } = new URL(url);
        if (pathname === "/jwks") return await fetch(`${server.issuer}/jwks`);
        if (pathname !== place) return new Response(null, { status: 404 });
        return Response.json({ issuer: `${origin}/tenant`, jwks_uri: `${origin}/jwks` });
      },
    );
    const issuer = `http://127.0.0.1:${tenant.addr.port}/tenant`;
    const token = await server.sign(claims(server, { iss: issuer }));
    assert.ok(await verifierOf({ issuer }).verify(token), place);
  }
});
