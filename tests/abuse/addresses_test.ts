import assert from "node:assert/strict";
import type { HttpEdge } from "../../src/http/http.ts";
import { ask, legacy, messagesIn, modern, openApp, openSession } from "../support/edge.ts";
import { addressOf } from "../support/every_question.ts";
import { assertTellsNothing } from "../support/leaks.ts";
import { serveRestaurant } from "../support/restaurant_server.ts";
import { addRestaurant } from "../support/sales.ts";
import { rawExchange, rawRequest } from "../support/socket.ts";

/** Values in place of a variable: path traversal, other encodings, and input for slow patterns. */
const ODD_VALUES = [
  ...[
    "..",
    "../..",
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e%2f",
    "%252e%252e%252f",
    "..\\..",
    "%5c..%5c",
  ],
  ...[
    "2026-12-14%00",
    "2026-12-14\u0000",
    "2026-12-14?x=1",
    "2026-12-14#x",
    "2026-12-14/",
    " 2026-12-14",
  ],
  ...[
    "2026-02-30",
    "2026-12-14\n",
    "２０２６-12-14",
    "burger00",
    "BURGER00 ",
    "BURGER0\u0130",
    "%42URGER00",
  ],
  ...["{date}", "{id}", "{?since}", "*", "'--", "1e3", "-1", "0x1", "%", "%zz", "\ud800", "١٢٣"],
  ...["9".repeat(100_000), "a".repeat(100_000), "%2f".repeat(30_000), "-".repeat(100_000)],
  ...["{".repeat(50_000), "a,".repeat(50_000), "(a+)+".repeat(10_000), "=&".repeat(50_000)],
];

const ELSEWHERE = [
  ...[
    "file:///etc/passwd",
    "file://localhost/etc/passwd",
    "http://127.0.0.1:1/",
    "data:text/plain,x",
  ],
  ...["restaurant://config/passwords", "restaurant:///config/database_schema", "restaurant://"],
  ...["RESTAURANT://menu_items", "restaurant://menu_items/", "restaurant://menu_items//BURGER00"],
  ...[
    "restaurant://config/../menu_items",
    "restaurant://live_orders?",
    "restaurant://live_orders?since",
  ],
  ...["restaurant://live_orders?since=1&since=2", "restaurant://live_orders?SINCE=1", "", " ", "x"],
  `restaurant://${"a/".repeat(50_000)}`,
  `restaurant://${"%2e%2e/".repeat(10_000)}etc`,
];

/** Reads an address in both eras, or subscribes to it: it must be refused as not there. */
async function refuses(edge: HttpEdge, session: string, uri: string): Promise<void> {
  const exchanges = [
    modern("resources/read", { uri }),
    legacy(session, "resources/read", { uri }),
    legacy(session, "resources/subscribe", { uri }),
  ];
  for (const exchange of exchanges) {
    const reply = await ask(edge, exchange);
    assertTellsNothing(reply);
    const [message] = messagesIn(reply);
    // -32002 in 2025; or -32020: what no header can say is another name than the body's.
    assert.ok([-32602, -32002, -32020].includes(message?.error?.code ?? 0), uri.slice(0, 80));
    assert.ok(reply.text.length < 10_000, "an answer repeats what was asked at length");
  }
}

Deno.test("variables of addresses are strict: nothing odd is read, and nothing takes long", async () => {
  await using started = await openApp();
  const { app, edge } = started;
  await app.database.write(addRestaurant);
  const session = await openSession(edge);
  const templates = app.registry.resources.filter(({ definition }) => "uriTemplate" in definition);
  assert.ok(templates.length >= 3);
  for (const resource of templates) {
    for (const value of ODD_VALUES) {
      const uri = addressOf(resource, { date: value, id: value, since: value });
      await refuses(edge, session, uri);
    }
  }
});

Deno.test("there is nothing at any other address", async () => {
  await using started = await openApp();
  const session = await openSession(started.edge);
  for (const uri of ELSEWHERE) await refuses(started.edge, session, uri);
});

Deno.test("a completion's template is compared literally, not matched", async () => {
  await using started = await openApp();
  const { edge } = started;
  await started.app.database.write(addRestaurant);
  const argument = { name: "date", value: "" };
  for (const uri of [...ELSEWHERE, "restaurant://orders/2026-12-14", "{".repeat(50_000)]) {
    const reply = await ask(
      edge,
      modern("completion/complete", { ref: { type: "ref/resource", uri }, argument }),
    );
    const [message] = messagesIn(reply);
    assert.equal(Object(message?.error).code, -32602, uri.slice(0, 80));
  }
});

Deno.test("no path of the server leads to a file", async () => {
  await using server = await serveRestaurant();
  const paths = [
    ...[
      "/../../../../etc/passwd",
      "/..%2f..%2f..%2fetc%2fpasswd",
      "/mcp/../../etc/passwd",
      "/%2e%2e/",
    ],
    ...[
      "/.git/config",
      "/deno.json",
      "/main.ts",
      "/data/restaurant.db",
      "//etc/passwd",
      "/\\..\\",
      "/%00",
    ],
    ...["/mcp%2f..%2fdeno.json", "/%ff%fe", "/%", `/${"../".repeat(500)}etc/passwd`],
  ];
  for (const path of paths) {
    const answer = await rawExchange(
      server.url,
      rawRequest(`GET ${path} HTTP/1.1`, ["Host: 127.0.0.1"]),
    );
    assert.match(answer, /^HTTP\/1.1 40[04] /, path);
    assert.doesNotMatch(answer, /root:|"imports"|\[core\]|SQLite/, path);
  }
});
