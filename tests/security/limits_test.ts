import assert from "node:assert/strict";
import { DEFAULT_LIMITS, type Limits, parseLimits } from "../../src/security/limits.ts";
import { LOCAL, type Principal } from "../../src/security/principal.ts";
import { slidingWindow } from "../../src/security/sliding_window.ts";
import type { Database } from "../../src/storage/database.ts";
import { callTool, readResource, requestContext, testRegistry } from "../support/calls.ts";
import { openRestaurant } from "../support/sales.ts";

const OTHER: Principal = { ...LOCAL, id: "token:OTHER000" };

/** The shipped registry under limits, and the hands of its clock. */
function limited(database: Database, limits: Partial<Limits>) {
  let at = 0;
  const registry = testRegistry(database, {
    limiter: slidingWindow({ now: () => at, most: 1000 }),
    limits: { ...DEFAULT_LIMITS, ...limits },
  });
  return { registry, pass: (seconds: number) => at += seconds * 1000 };
}

Deno.test("a tool that is called too often says when it may be called again, and then it may", async () => {
  await using database = await openRestaurant();
  const { registry, pass } = limited(database, { read: { calls: 3, seconds: 60 } });
  for (let time = 0; time < 3; time++) {
    assert.equal((await callTool(registry, "health_check")).isError, false);
    pass(10);
  }
  const { structured, text } = await callTool(registry, "health_check");
  assert.deepEqual(structured, {
    status: "error",
    error_code: "RATE_LIMITED",
    message: "health_check may be called 3 times in 60 seconds.",
    hint: "Call it again in 30 seconds.",
    retry_after_seconds: 30,
  });
  assert.match(text, /again in 30 seconds/);
  pass(30);
  assert.equal((await callTool(registry, "health_check")).isError, false);
});

Deno.test("limits are each caller's own, and each tool's", async () => {
  await using database = await openRestaurant();
  const { registry } = limited(database, { read: { calls: 1, seconds: 60 } });
  assert.equal((await callTool(registry, "health_check")).isError, false);
  assert.equal((await callTool(registry, "health_check")).isError, true);
  assert.equal((await callTool(registry, "search_orders")).isError, false);
  assert.equal((await callTool(registry, "health_check", {}, OTHER)).isError, false);
});

Deno.test("a tool that names a class has its limit, not that of reads", async () => {
  await using database = await openRestaurant();
  const { registry } = limited(database, { expensive: { calls: 1, seconds: 60 } });
  const forecast = { location: "downtown", horizon_days: 1 };
  const first = await callTool(registry, "forecast_demand", forecast);
  assert.notEqual(first.structured.error_code, "RATE_LIMITED");
  const second = await callTool(registry, "forecast_demand", forecast);
  assert.equal(second.structured.error_code, "RATE_LIMITED");
  assert.equal((await callTool(registry, "health_check")).isError, false);
});

Deno.test("a refused write changes nothing, and reads continue", async () => {
  await using database = await openRestaurant();
  const { registry } = limited(database, { write: { calls: 1, seconds: 60 } });
  const set = (availability: string) =>
    callTool(registry, "set_item_availability", {
      item_id: "BURGER00",
      availability,
      location: "all",
    });
  assert.equal((await set("out_of_stock")).isError, false);
  assert.equal((await set("in_stock")).structured.error_code, "RATE_LIMITED");
  const menu = await readResource(registry, "restaurant://menu_items/BURGER00");
  assert.match(menu, /out of stock/);
});

Deno.test("calls beyond a caller's rights are not counted", async () => {
  await using database = await openRestaurant();
  const { registry } = limited(database, { read: { calls: 1, seconds: 60 } });
  const unprivileged: Principal = { ...LOCAL, scopes: new Set() };
  for (let time = 0; time < 3; time++) {
    const { structured } = await callTool(registry, "health_check", {}, unprivileged);
    assert.equal(structured.error_code, "FORBIDDEN");
  }
  assert.equal((await callTool(registry, "health_check")).isError, false);
});

Deno.test("resources, prompts and completions are limited, too, with the seconds to wait", async () => {
  await using database = await openRestaurant();
  const { registry } = limited(database, { read: { calls: 1, seconds: 60 } });
  const { signal } = new AbortController();
  const [prompt] = registry.prompts;
  const template = registry.resources.find(({ complete }) => complete !== undefined);
  const asks = [
    () => registry.resources[0]?.read("restaurant://menu_items", LOCAL, requestContext()),
    () => prompt?.get({}, LOCAL, requestContext()),
    () => prompt?.complete?.("location", "", LOCAL, signal),
    () => template?.complete?.("", LOCAL, signal),
  ];
  for (const ask of asks) {
    await ask();
    await assert.rejects(async () => await ask(), {
      code: -32602,
      data: { error_code: "RATE_LIMITED", retry_after_seconds: 60 },
    });
  }
});

Deno.test("limits are written as calls and seconds; unnamed ones keep their default", () => {
  assert.deepEqual(parseLimits(""), DEFAULT_LIMITS);
  assert.deepEqual(parseLimits("read=5/10, http=7/1"), {
    ...DEFAULT_LIMITS,
    read: { calls: 5, seconds: 10 },
    http: { calls: 7, seconds: 1 },
  });
});

for (
  const text of [
    ...["read", "read=", "read=5", "read=5/", "read=/5", "read=0/60", "read=5/0", "reads=5/60"],
    ...["read=5/86401", "read=5/-1", "read=1e3/60", "constructor=5/60", "read=5/60;write=1/1", "-"],
  ]
) {
  Deno.test(`${text} is no limit, and the message says how to write one`, () => {
    assert.throws(() => parseLimits(text), (error) => {
      const { message, details } = error as { message: string; details: { hint: string } };
      assert.match(`${message} ${details.hint}`, /cannot be read\. Write read=120\/60/);
      return true;
    });
  });
}

Deno.test("a limit that is given twice is refused, as one of the two would be ignored", () => {
  assert.throws(() => parseLimits("read=5/60,write=3/60,read=6/60"), {
    code: "INVALID_INPUT",
    message: "'read' is given twice in 'read=5/60,write=3/60,read=6/60'.",
  });
});
