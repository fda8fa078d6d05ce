import { fc } from "../../packages/fast_check.ts";
import { type Exchange, legacy, modern, withHeaders } from "../edge.ts";
import { hostileText } from "./hostile.ts";

const UUID = "00000000-0000-4000-8000-000000000000";

/** What each header may say: something sensible, something nearly so, and nonsense. */
const HEADERS: Readonly<Record<string, readonly string[]>> = {
  "content-type": [
    ...["application/json", "application/json; charset=utf-8", "APPLICATION/JSON", "text/plain"],
    ...["application/json, text/html", "application/jsonp", "multipart/form-data; boundary=x", "/"],
  ],
  accept: [
    ...["application/json, text/event-stream", "*/*", "application/json", "text/event-stream"],
    ...["text/html", "application/json;q=0, text/event-stream;q=0"],
  ],
  "mcp-protocol-version": [
    ...["2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05", "1.0", "2099-01-01"],
    ...["2026-07-28, 2025-11-25", " 2026-07-28 "],
  ],
  "mcp-method": ["tools/call", "tools/list", "TOOLS/CALL", "initialize", "subscriptions/listen"],
  "mcp-name": [
    ...[
      "health_check",
      "get_sales_data",
      "=?base64?aGVhbHRoX2NoZWNr?=",
      "=?base64?%%?=",
      "=?base64?",
    ],
  ],
  "mcp-session-id": ["@session", UUID, "@session, @session", `${UUID}${UUID}`, "x".repeat(5000)],
  authorization: [
    ...["Bearer x", "Bearer", "Basic YTpi", "bearer rmcp_AAAAAAAA_x", `Bearer ${"a".repeat(9000)}`],
    ...[`Bearer rmcp_AAAAAAAA_${"a".repeat(43)}`, "Bearer eyJhbGciOiJub25lIn0.e30.", "Bearer a b"],
  ],
  host: [
    ...[
      "127.0.0.1",
      "localhost:8000",
      "[::1]:1",
      "evil.example",
      "127.0.0.1.evil.example",
      "[",
      "a b",
    ],
    ...["127.0.0.1:99999", "localhost.", "LOCALHOST", "127.1", "user@127.0.0.1", "127.0.0.1/x"],
  ],
  origin: [
    ...["http://127.0.0.1:8000", "https://localhost", "null", "https://evil.example", "file://"],
    ...["http://127.0.0.1.evil.example", "http://localhost@evil.example", "chrome-extension://x"],
  ],
  "last-event-id": ["1", "0", "_GET_stream_1", "-1"],
  "content-length": ["0", "5", "-1", "99999999999"],
  "content-encoding": ["gzip", "br", "identity"],
  "transfer-encoding": ["chunked"],
  traceparent: [`00-${"a".repeat(32)}-${"b".repeat(16)}-01`, "00-0-0-0"],
};

/** Bytes that a header can carry at all. */
const headerText = hostileText.filter((text) => /^[\t -~\u0080-\u00ff]*$/.test(text));

const header = fc.constantFrom(...Object.entries(HEADERS)).chain(([name, values]) =>
  fc.oneof(
    { arbitrary: fc.constantFrom<string | undefined>(...values), weight: 6 },
    { arbitrary: fc.constant(undefined), weight: 1 },
    { arbitrary: headerText, weight: 1 },
  ).map((value) => ({ [name]: value }))
);

const headers = fc.array(header, { minLength: 1, maxLength: 4 })
  .map((all): Record<string, string | undefined> => Object.assign({}, ...all));

const honest = fc.constantFrom(
  modern("tools/call", { name: "health_check", arguments: {} }),
  modern("tools/list"),
  modern("subscriptions/listen", { notifications: { resourceSubscriptions: ["restaurant://x"] } }),
  legacy("@session", "tools/call", { name: "health_check", arguments: {} }),
  legacy("@session", "tools/list"),
);

/** Honest messages under headers that are not. */
export const headings: fc.Arbitrary<Exchange> = fc.tuple(honest, headers)
  .map(([exchange, headers]) => withHeaders(exchange, headers));

const METHODS = [
  ...["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "PROPFIND", "get", "A"],
];

const PATHS = [
  ...[
    "/mcp",
    "/mcp/",
    "/MCP",
    "/mcp?x=1",
    "/mcp#x",
    "/mcp/../mcp",
    "/",
    "//",
    "/metrics",
    "/readyz",
  ],
  ...[
    "/healthz",
    "/.well-known/oauth-protected-resource",
    "/.well-known/oauth-protected-resource/mcp",
  ],
  ...[
    "/%2e%2e/%2e%2e/etc/passwd",
    "/..%2f..%2fetc/passwd",
    "/%00",
    "/%ff",
    "/%",
    "/mcp%00",
    "/.git/config",
  ],
  ...["/mcp/sse", "/sse", "/register", "/favicon.ico", "/\\..\\", `/${"a/".repeat(2000)}`],
];

const path = fc.oneof(
  { arbitrary: fc.constantFrom(...PATHS), weight: 4 },
  { arbitrary: hostileText.map((text) => `/${encodeURI(text.toWellFormed())}`), weight: 1 },
);

/** Every method on every path, with and without a body. */
export const requests: fc.Arbitrary<Exchange> = fc.tuple(
  honest,
  fc.constantFrom(...METHODS),
  path,
  headers,
  fc.boolean(),
).map(([exchange, method, path, changes, isHonest]) => {
  const { body, headers } = isHonest ? exchange : withHeaders(exchange, changes);
  const isBodiless = method.toUpperCase() === "GET" || method === "HEAD";
  return { method, path, headers, ...(body !== undefined && !isBodiless && { body }) };
});
