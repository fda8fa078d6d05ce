import assert from "node:assert/strict";
import { getLogger } from "@logtape/logtape";
import { startApp } from "../../src/app/app.ts";
import { parseLimits } from "../../src/security/limits.ts";
import { createMetrics } from "../../src/telemetry/metrics.ts";
import { appConfig } from "../support/calls.ts";
import { connectClient } from "../support/clients.ts";
import { IN_MEMORY } from "../../src/storage/address/database_address.ts";
import { serveHttp } from "../support/http.ts";

/** The figures at an address, by name with labels. */
async function figuresAt(url: URL): Promise<ReadonlyMap<string, number>> {
  const response = await fetch(new URL("/metrics", url));
  assert.match(response.headers.get("content-type") ?? "", /^text\/plain; version=0\.0\.4/);
  const lines = (await response.text()).split("\n").filter((line) => /^[a-z]/.test(line));
  return new Map(lines.map((line) => {
    const [name = "", value = ""] = line.split(/ (?=\S+$)/);
    return [name.replace("restaurant_mcp_", ""), Number(value)];
  }));
}

Deno.test("the metrics count calls by outcome, their time, refusals, and what is open", async () => {
  const rateLimit = parseLimits("read=2/60,write=1/60,expensive=1/60,http=1000/60");
  await using app = await startApp(appConfig({ database: IN_MEMORY, rateLimit }), getLogger("t"));
  await using server = await serveHttp(app.createServer, app);
  await using client = await connectClient(server.url);
  await client.watch(["restaurant://live_orders"], () => {});
  for (let i = 0; i < 3; i++) await client.callTool("health_check");
  await client.callTool("get_sales_data", { date: "2026-01-01", lokation: "x" });
  await (await fetch(server.url, { headers: { authorization: "Bearer wrong" } })).body?.cancel();
  const figures = await figuresAt(server.url);
  const call = (target: string, outcome: string) =>
    figures.get(`calls_total{method="tools/call",target="${target}",outcome="${outcome}"}`);
  assert.equal(call("health_check", "ok"), 2);
  assert.equal(call("health_check", "RATE_LIMITED"), 1);
  assert.equal(call("get_sales_data", "INVALID_INPUT"), 1);
  const labels = `method="tools/call",target="health_check"`;
  assert.equal(figures.get(`call_duration_seconds_count{${labels}}`), 3);
  assert.equal(figures.get(`call_duration_seconds_bucket{le="30",${labels}}`), 3);
  assert.equal(figures.get(`http_refusals_total{reason="authentication"}`), 1);
  assert.equal(figures.get("subscribers"), 1);
  assert.equal(figures.get("streams"), 1);
  assert.equal(figures.get("event_lag"), 0);
  // The second health_check is counted with the first.
  assert.equal(figures.get("audit_waiting"), 3);
});

Deno.test("the page on observability names every metric, and no other", async () => {
  const page = await Deno.readTextFile(new URL("../../docs/observability.md", import.meta.url));
  const named = [...page.matchAll(/^\| `(restaurant_mcp_\w+)`/gm)].map(([, name]) => name);
  const text = createMetrics().text({});
  const offered = [...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name);
  assert.deepEqual(named.sort(), offered.sort());
});

Deno.test("with authentication the metrics are for administrators", async () => {
  const authToken = "an-administrator-and-nobody-else";
  await using app = await startApp(appConfig({ database: IN_MEMORY, authToken }), getLogger("t"));
  await using server = await serveHttp(app.createServer, app);
  const metrics = new URL("/metrics", server.url);
  const anonymous = await fetch(metrics);
  assert.equal(anonymous.status, 401);
  await anonymous.body?.cancel();
  const admin = await fetch(metrics, { headers: { authorization: `Bearer ${authToken}` } });
  assert.equal(admin.status, 200);
  assert.doesNotMatch(await admin.text(), new RegExp(authToken));
});
