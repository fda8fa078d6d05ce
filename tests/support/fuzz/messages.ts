import { fc } from "../../packages/fast_check.ts";
import { type Exchange, modern, toSession } from "../edge.ts";
import { INITIALIZE } from "../initialize.ts";
import { hostileText, hostileValue } from "./hostile.ts";
import { nearly } from "./mutation.ts";

/** Methods with parameters that they take, of every era and some of none. */
const REQUESTS: readonly (readonly [method: string, params: Readonly<Record<string, unknown>>])[] =
  [
    ["initialize", INITIALIZE.params],
    ["server/discover", {}],
    ["ping", {}],
    ["tools/list", {}],
    ["tools/list", { cursor: "eyJwYWdlIjoyfQ" }],
    ["tools/call", { name: "health_check", arguments: {} }],
    ["tools/call", { name: "search_orders", arguments: { limit: 2 } }],
    ["tools/call", { name: "get_inventory", arguments: {}, _meta: { progressToken: 1 } }],
    ["resources/list", {}],
    ["resources/templates/list", {}],
    ["resources/read", { uri: "restaurant://menu_items" }],
    ["resources/read", { uri: "restaurant://orders/2026-12-31" }],
    ["resources/subscribe", { uri: "restaurant://live_orders" }],
    ["resources/unsubscribe", { uri: "restaurant://live_orders" }],
    ["prompts/list", {}],
    ["prompts/get", { name: "daily_briefing", arguments: { date: "2026-12-31" } }],
    ["completion/complete", {
      ref: { type: "ref/prompt", name: "daily_briefing" },
      argument: { name: "location", value: "d" },
      context: { arguments: { date: "2026-12-31" } },
    }],
    ["completion/complete", {
      ref: { type: "ref/resource", uri: "restaurant://orders/{date}" },
      argument: { name: "date", value: "2026" },
    }],
    ["subscriptions/listen", {
      notifications: {
        resourceSubscriptions: ["restaurant://live_orders"],
        toolsListChanged: true,
      },
    }],
    ["logging/setLevel", { level: "debug" }],
    ["sampling/createMessage", { messages: [], maxTokens: 1 }],
    ["elicitation/create", { message: "?", requestedSchema: { type: "object", properties: {} } }],
    ["roots/list", {}],
    ["tasks/get", { taskId: "1" }],
    ["rpc.discover", {}],
  ];

const NOTIFICATIONS = [
  ["notifications/initialized", {}],
  ["notifications/cancelled", { requestId: 1, reason: "enough" }],
  ["notifications/progress", { progressToken: 1, progress: 1 }],
  ["notifications/roots/list_changed", {}],
  ["notifications/unheard_of", {}],
] as const;

const id = fc.oneof(
  { arbitrary: fc.integer({ min: 0, max: 5 }) as fc.Arbitrary<unknown>, weight: 6 },
  {
    arbitrary: fc.constantFrom<unknown>("a", "", "x".repeat(300), null, 1.5, -1, 2 ** 53),
    weight: 2,
  },
  { arbitrary: hostileValue, weight: 1 },
);

const request = fc.tuple(fc.constantFrom(...REQUESTS), id)
  .map(([[method, params], id]) => ({ jsonrpc: "2.0", id, method, params }));
const notification = fc.constantFrom(...NOTIFICATIONS)
  .map(([method, params]) => ({ jsonrpc: "2.0", method, params }));
const response = id.map((id) => ({ jsonrpc: "2.0", id, result: {} }));
const failure = id.map((id) => ({ jsonrpc: "2.0", id, error: { code: -1, message: "no" } }));

const message = fc.oneof(
  { arbitrary: request as fc.Arbitrary<unknown>, weight: 8 },
  { arbitrary: notification, weight: 2 },
  { arbitrary: response, weight: 1 },
  { arbitrary: failure, weight: 1 },
);

const body = fc.oneof(
  { arbitrary: nearly(message), weight: 12 },
  { arbitrary: nearly(fc.array(message, { maxLength: 6 })), weight: 2 },
  { arbitrary: hostileValue, weight: 1 },
);

/** A message, valid or nearly so, of a 2025 client. */
const ofLegacy = body.map((body) => toSession("@session", body));

/** The same of 2026: its headers say what its body does, or what it did before it was changed. */
const ofModern = fc.tuple(fc.constantFrom(...REQUESTS, ...NOTIFICATIONS), fc.boolean(), id)
  .chain(([[method, params], isAgreeing, id]) => {
    const exchange = modern(method, params);
    const whole = { ...JSON.parse(exchange.body ?? ""), id };
    return nearly(fc.constant(whole)).map((body) => {
      const headers = isAgreeing ? headersOf(body) : exchange.headers;
      return { ...exchange, headers, body: JSON.stringify(body) };
    });
  });

function headersOf(body: unknown): Exchange["headers"] {
  const { method, params } = { ...body as { method?: unknown; params?: unknown } };
  const isCall = typeof params === "object" && params !== null && !Array.isArray(params);
  return modern(asHeader(method), isCall ? { ...params } : {}).headers;
}

function asHeader(value: unknown): string {
  return typeof value === "string" && /^[ -~]*$/.test(value) ? value : "tools/call";
}

/** A body that is cut off, has something put in, or is no JSON at all. */
const brokenText = fc.tuple(ofLegacy, fc.nat(400), hostileText, fc.boolean())
  .map(([exchange, at, text, isCut]): Exchange => {
    const { body = "" } = exchange;
    return { ...exchange, body: body.slice(0, at) + text + (isCut ? "" : body.slice(at)) };
  });

/** Messages of both eras: valid, nearly valid and broken. */
export const messages: fc.Arbitrary<Exchange> = fc.oneof(
  { arbitrary: ofLegacy, weight: 4 },
  { arbitrary: ofModern, weight: 4 },
  { arbitrary: brokenText, weight: 1 },
);
