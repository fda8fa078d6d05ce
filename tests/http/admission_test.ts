import assert from "node:assert/strict";
import { webAnswer } from "../../src/http/edge_answer.ts";
import { ends } from "../../src/http/ends.ts";
import { fairShare } from "../../src/http/fair_share.ts";
import { type GuardOptions, HTTP_CAPS, httpGuard } from "../../src/http/guard.ts";
import { knownCaller } from "../../src/http/known_caller.ts";
import { rightsWatch } from "../../src/http/rights_watch.ts";
import { scopeChallenge } from "../../src/http/scope_challenge.ts";
import { parcelOf } from "../../src/mcp/message.ts";
import { type Registry, scopesOf } from "../../src/mcp/registry.ts";
import { type Authenticate, LOCAL, type Principal } from "../../src/security/principal.ts";
import type { Scope } from "../../src/security/scopes.ts";
import { slidingWindow } from "../../src/security/sliding_window.ts";
import { testRegistry } from "../support/calls.ts";
import { openRestaurant } from "../support/sales.ts";

const METADATA = "https://mcp.example.com/.well-known/oauth-protected-resource/mcp";
const READER: Principal = {
  ...LOCAL,
  id: "oauth:reader",
  scopes: new Set<Scope>(["sales:read", "menu:read"]),
  isOAuth: true,
};

await using database = await openRestaurant();
const REGISTRY: Registry = testRegistry(database);
const EVERY_SCOPE = scopesOf(REGISTRY).join(" ");

interface Parts extends Partial<GuardOptions> {
  readonly authenticate?: Authenticate;
  readonly oauth?: undefined;
}

type Work = (principal: Principal) => Promise<Response>;

/** The steps that admit a caller, before a route of the test's own. */
function started(parts: Parts = {}) {
  const { authenticate = (token) => Promise.resolve(token === "right" ? READER : undefined) } =
    parts;
  const guard = httpGuard({
    limiter: slidingWindow({ now: () => 0, most: 1000 }),
    caps: { ...HTTP_CAPS, failures: { calls: 3, seconds: 60 } },
    ...parts,
  });
  const end = ends();
  const challenge = "oauth" in parts
    ? {}
    : { resourceMetadata: METADATA, scopes: scopesOf(REGISTRY) };
  let work: Work = ({ id }) => Promise.resolve(new Response(id));
  const admit = knownCaller({ authenticate, guard, challenge })(
    fairShare({ guard, watch: rightsWatch(authenticate, 1000), ends: end })(
      ({ principal }) => work(principal),
    ),
  );
  return {
    gauges: () => ({ requests: guard.requests, streams: guard.streams }),
    async serve(request: Request, address: string, serving: Work = work): Promise<Response> {
      work = serving;
      return webAnswer(await admit({ request, address }));
    },
    async drain(): Promise<void> {
      end.drain();
      await guard.idle();
    },
    [Symbol.dispose]: () => end.close(),
  };
}

/** The response to a message that needs more scopes than its caller has. */
function challenged(principal: Principal, message: unknown): Response | undefined {
  return scopeChallenge(REGISTRY, principal, parcelOf(message), METADATA);
}

function request(authorization?: string, init: RequestInit = {}, query = ""): Request {
  return new Request(`https://mcp.example.com/mcp${query}`, {
    method: "POST",
    ...init,
    headers: { ...(authorization !== undefined && { authorization }) },
  });
}

async function ask(
  admit: ReturnType<typeof started>,
  request: Request,
  address = "1.2.3.4",
): Promise<Response> {
  const served = await admit.serve(request, address);
  if (!served.ok) await served.body?.cancel();
  return served;
}

/** The parameters of a challenge. */
function challengeOf({ headers }: Response): Record<string, string> {
  const header = headers.get("www-authenticate") ?? "";
  assert.match(header, /^Bearer( |$)/);
  const parameters = header.matchAll(/(\w+)="([^"]*)"/g);
  return Object.fromEntries([...parameters].map(([, name, value]) => [name, value]));
}

Deno.test("every request without a token is told where to get one and which scopes to request", async () => {
  using admit = started();
  for (let time = 0; time < 10; time++) {
    assert.equal((await ask(admit, request())).status, 401);
  }
  const response = await ask(admit, request());
  assert.deepEqual(challengeOf(response), { scope: EVERY_SCOPE, resource_metadata: METADATA });
});

Deno.test("without an authorization server a challenge names none", async () => {
  using admit = started({ oauth: undefined });
  const response = await ask(admit, request());
  assert.equal(response.headers.get("www-authenticate"), "Bearer");
});

Deno.test("a token that is not valid is named as the reason; too many from one address wait", async () => {
  using admit = started();
  for (let time = 0; time < 3; time++) {
    const response = await ask(admit, request("Bearer wrong"));
    assert.equal(response.status, 401);
    assert.deepEqual(challengeOf(response), {
      error: "invalid_token",
      scope: EVERY_SCOPE,
      resource_metadata: METADATA,
    });
  }
  const refused = await ask(admit, request("Bearer wrong"));
  assert.equal(refused.status, 429);
  assert.equal(refused.headers.get("retry-after"), "60");
  assert.equal((await ask(admit, request("Bearer wrong"), "1.2.3.5")).status, 401);
  // Behind a proxy all callers share an address, and must not lock each other out.
  assert.equal(await (await ask(admit, request("Bearer right"))).text(), READER.id);
  assert.equal((await ask(admit, request())).status, 401);
});

for (
  const header of [
    "Bearer two words",
    "right",
    'Bearer "x"',
  ]
) {
  Deno.test(`400 for the header ${header}`, async () => {
    using admit = started();
    const response = await ask(admit, request(header));
    assert.equal(response.status, 400);
    assert.equal(challengeOf(response).error, "invalid_request");
  });
}

Deno.test("another scheme is no token: 401 says which is", async () => {
  using admit = started();
  for (const header of ["Basic YWRhOmFkYQ==", "Digest username=x", "bearertoken abc"]) {
    const response = await ask(admit, request(header));
    assert.equal(response.status, 401, header);
    assert.equal(challengeOf(response).error, undefined);
  }
});

Deno.test("a client whose token is unset sends only the word Bearer: that is no token", async () => {
  using admit = started();
  const response = await ask(admit, request("Bearer "));
  assert.equal(response.status, 401);
  assert.equal(challengeOf(response).error, undefined);
});

Deno.test("a token is taken from the header only", async () => {
  using admit = started();
  const form = new URLSearchParams({ access_token: "right" });
  for (
    const asked of [
      request(undefined, {}, "?access_token=right&token=right"),
      request(undefined, { body: form }),
      new Request("https://mcp.example.com/mcp", {
        method: "POST",
        headers: { cookie: "access_token=right", "x-api-key": "right", token: "right" },
      }),
    ]
  ) {
    assert.equal((await ask(admit, asked)).status, 401);
  }
  assert.equal((await ask(admit, request("bearer right"))).status, 200);
});

Deno.test("an error while checking a token is not a refusal", async () => {
  using admit = started({ authenticate: () => Promise.reject(new Error("away")) });
  await assert.rejects(ask(admit, request("Bearer right")), /away/);
});

for (
  const [what, message, needed] of [
    ["a tool", call("tools/call", { name: "process_order" }), "menu:read orders:write sales:read"],
    ["a resource", call("resources/read", { uri: "restaurant://live_orders" }), "orders:read"],
    [
      "one of a template",
      call("resources/read", { uri: "restaurant://orders/2026-01-01" }),
      "orders:read",
    ],
    ["a prompt", call("prompts/get", { name: "restock_plan" }), "inventory:read"],
    [
      "a subscription",
      call("resources/subscribe", { uri: "restaurant://live_orders" }),
      "orders:read",
    ],
    [
      "to listen",
      call("subscriptions/listen", {
        notifications: {
          resourceSubscriptions: ["restaurant://menu_items", "restaurant://live_orders"],
        },
      }),
      "orders:read",
    ],
  ] as const
) {
  Deno.test(`403 if ${what} needs more scopes, naming all of them`, async () => {
    const response = challenged(READER, message);
    assert.equal(response?.status, 403);
    assert.ok(response !== undefined);
    const { scope = "", ...rest } = challengeOf(response);
    assert.deepEqual(rest, { error: "insufficient_scope", resource_metadata: METADATA });
    for (const one of needed.split(" ")) assert.ok(scope.split(" ").includes(one), scope);
    for (const one of READER.scopes) assert.ok(scope.split(" ").includes(one), scope);
    assert.equal(challenged({ ...READER, isOAuth: false }, message), undefined);
    assert.equal(challenged({ ...LOCAL, isOAuth: true }, message), undefined);
    await response.body?.cancel();
  });
}

Deno.test("what needs no further scope, or is no such message, is served", () => {
  const messages = [
    call("tools/call", { name: "get_sales_data" }),
    call("tools/call", { name: "nothing" }),
    call("tools/call", { name: 5 }),
    call("resources/read", { uri: "restaurant://locations" }),
    call("resources/read", { uri: ["restaurant://live_orders"] }),
    call("tools/list", {}),
    ...[null, undefined, 5, "text", [], {}, [call("tools/call", { name: "process_order" })]],
  ];
  for (const message of messages) assert.equal(challenged(READER, message), undefined);
});

function call(method: string, params: unknown) {
  return { jsonrpc: "2.0", id: 1, method, params };
}

/** A request of 2026 clients for a stream that stays open. */
function listening(): Request {
  const asked = request("Bearer right");
  asked.headers.set("mcp-method", "subscriptions/listen");
  return asked;
}

/** A stream that never ends by itself. */
function endless(): Response {
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(": hello\n\n")),
  });
  return new Response(body, { headers: { "content-type": "text/event-stream" } });
}

async function toItsEnd(response: Response): Promise<string> {
  return await response.text();
}

Deno.test("a stream ends within a second after its caller lost its rights, or has others", async () => {
  for (const later of [undefined, { ...READER, locations: ["downtown"] }]) {
    let now: Principal | undefined = READER;
    using admit = started({ authenticate: () => Promise.resolve(now) });
    const stream = await admit.serve(listening(), "", () => Promise.resolve(endless()));
    assert.deepEqual(admit.gauges(), { requests: 0, streams: 1 });
    now = later;
    assert.equal(await toItsEnd(stream), ": hello\n\n");
    assert.deepEqual(admit.gauges(), { requests: 0, streams: 0 });
  }
});

Deno.test("a stream survives a brief failure to check its caller", async () => {
  const checks: string[] = [];
  const checked = Promise.withResolvers<void>();
  using admit = started({
    authenticate: (token) => {
      checks.push(token ?? "");
      if (checks.length === 1) return Promise.resolve(READER);
      if (checks.length === 3) checked.resolve();
      return Promise.reject(new Error("away"));
    },
  });
  const stream = await admit.serve(listening(), "", () => Promise.resolve(endless()));
  await checked.promise;
  assert.equal(admit.gauges().streams, 1);
  await stream.body?.cancel();
  assert.equal(admit.gauges().streams, 0);
});

Deno.test("a stream whose client stopped reading is ended and no longer counted", async () => {
  let now: Principal | undefined = READER;
  const ended = Promise.withResolvers<void>();
  using admit = started({ authenticate: () => Promise.resolve(now) });
  const body = new ReadableStream({
    pull: (controller) => controller.enqueue(new TextEncoder().encode("data: much\n\n")),
    cancel: () => ended.resolve(),
  });
  const headers = { "content-type": "text/event-stream" };
  await admit.serve(
    listening(),
    "",
    () => Promise.resolve(new Response(body, { headers })),
  );
  now = undefined;
  await ended.promise;
  await admit.drain();
  assert.equal(admit.gauges().streams, 0);
});

Deno.test("too many streams of one caller are refused, and the refused one is closed", async () => {
  using admit = started({ caps: { ...HTTP_CAPS, streamsOfOne: 1 } });
  const open = () => admit.serve(listening(), "", () => Promise.resolve(endless()));
  const first = await open();
  const second = await open();
  assert.equal(second.status, 429);
  await second.body?.cancel();
  await first.body?.cancel();
  assert.deepEqual(admit.gauges(), { requests: 0, streams: 0 });
});
