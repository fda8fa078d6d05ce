import assert from "node:assert/strict";
import { configure, getLogger, reset } from "@logtape/logtape";
import { httpEdge } from "../../../src/http/http.ts";
import type { Registry } from "../../../src/mcp/registry.ts";
import { serverFactory } from "../../../src/mcp/server.ts";
import { insertMany } from "../../../src/storage/bulk.ts";
import type { Database } from "../../../src/storage/database.ts";
import { IDENTITY } from "../../../src/app/registry.ts";
import { callTool, testRegistry } from "../calls.ts";
import { type Exchange, openSession, type Reply, send } from "../edge.ts";
import { feedbackRows } from "../feedback.ts";
import { assertTellsNothing } from "../leaks.ts";
import { burgers, openFloor, place, salads } from "../floor.ts";
import { testHttpOptions } from "../http.ts";
import { BEEF, BUNS, LETTUCE, move } from "../pantry.ts";
import { line, moment, newSales, order, WRITTEN_AT } from "../sales.ts";
import { type SalesChanges, writeSales } from "../../../src/restaurant/sales/write_sales.ts";

/** A server that is asked anything, and watched. */
export interface Target extends AsyncDisposable {
  readonly registry: Registry;
  /** Sends a request and checks that the server took it as it should. */
  survives(exchange: Exchange): Promise<Reply>;
  /** How often each outcome came: `search_orders ok`, `search_orders INVALID_INPUT`. */
  readonly outcomes: Map<string, number>;
}

/** An answer takes a few milliseconds; this is the time limit. */
const PATIENCE_MS = 10_000;

/** Opens a small restaurant behind the real edge, with nothing that limits how often it is asked. */
export async function openTarget(): Promise<Target> {
  const faults: string[] = [];
  const note = (event: PromiseRejectionEvent) => {
    event.preventDefault();
    faults.push(`unhandled rejection: ${event.reason}`);
  };
  globalThis.addEventListener("unhandledrejection", note);
  await configure({
    reset: true,
    sinks: { faults: ({ message }) => void faults.push(message.join("")) },
    loggers: [
      { category: ["logtape", "meta"], sinks: [] },
      { category: "fuzz", sinks: ["faults"], lowestLevel: "error" },
    ],
  });
  const logger = getLogger("fuzz");
  const database = await openFloor();
  await restock(database);
  await database.write(async (writer) => {
    await insertMany(writer, "feedback", feedbackRows());
    await writeSales(writer, history(), WRITTEN_AT);
    // More than there ever is: something is always to be ordered.
    await writer.updateTable("stock").set({ par_level: 1_000_000_000_000 })
      .where("ingredient_id", "=", LETTUCE.id).execute();
  });
  const { order: { id } } = await place(database, { items: [burgers(2), salads(1)] });
  const outcomes = new Map<string, number>();
  const registry = testRegistry(database, {
    logger,
    onCall: ({ target, outcome }) => {
      const key = `${target} ${outcome}`;
      outcomes.set(key, (outcomes.get(key) ?? 0) + 1);
    },
  });
  const edge = httpEdge(
    testHttpOptions(serverFactory(IDENTITY, registry), { registry, logger }),
  );
  /** Values from answers for later questions, by the word that represents them. */
  const given = {
    "@session": await openSession(edge),
    "@order": id,
    "@change": "NOCHANGE",
    "@purchase": "PURCHASE",
    "@report": await reportOf(registry),
  };

  async function read(exchange: Exchange): Promise<Reply> {
    const response = await send(edge, exchange);
    const { status, headers } = response;
    return { status, headers, text: await textOf(response, isSubscription(exchange)) };
  }

  async function remember({ status, text }: Reply, { method }: Exchange): Promise<void> {
    if (text.includes("INSUFFICIENT_INVENTORY")) await restock(database);
    given["@change"] = /"change_id":"(\w{8})"/.exec(text)?.[1] ?? given["@change"];
    given["@order"] = /"order_id":"(\w{8})"/.exec(text)?.[1] ?? given["@order"];
    given["@purchase"] = /"purchase_order_id":"(\w{8})"/.exec(text)?.[1] ?? given["@purchase"];
    if (status === 404 || method === "DELETE") given["@session"] = await openSession(edge);
  }

  return {
    registry,
    outcomes,
    async survives(exchange) {
      const filled = filledIn(exchange, given);
      const reply = await withPatience(read(filled), PATIENCE_MS);
      assert.deepEqual(faults.splice(0), [], "the log has an error");
      assert.ok(reply.status < 500, `status ${reply.status}: ${reply.text}`);
      assertTellsNothing(reply);
      assert.doesNotMatch(reply.text, /INTERNAL_ERROR|"code":-32603/);
      await remember(reply, filled);
      return reply;
    },
    async [Symbol.asyncDispose]() {
      globalThis.removeEventListener("unhandledrejection", note);
      await edge[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
      await reset();
    },
  };
}

/** A sale a day for three weeks: enough to analyse and to forecast. */
function history(): SalesChanges {
  return newSales(Array.from({ length: 21 }, (_, days) => {
    const day = Temporal.PlainDate.from("2026-12-10").add({ days });
    return order({ id: `HISTOR${10 + days}`, opened: moment(`${day}T12:00`), lines: [line()] });
  }));
}

/** The id of a report. */
async function reportOf(registry: Registry): Promise<string> {
  const { structured, text } = await callTool(registry, "generate_report", {
    report_type: "sales",
    start_date: "2026-12-31",
  });
  const [, id] = /reports\/(.+)$/.exec(String(structured.resource_uri)) ?? [];
  assert.ok(id !== undefined, text);
  return id;
}

/** Everything can be ordered again. */
async function restock(database: Database): Promise<void> {
  await database.write((writer) => writer.deleteFrom("item_availability").execute());
  for (const { id } of [BEEF, BUNS, LETTUCE]) await move(database, id, 1_000_000_000);
}

function filledIn(exchange: Exchange, given: Readonly<Record<string, string>>): Exchange {
  const fill = (text: string) =>
    text.replaceAll(/@(?:session|order|change|purchase|report)/g, (word) => given[word] ?? "");
  return {
    ...exchange,
    headers: Object.fromEntries(
      Object.entries(exchange.headers).map(([name, value]) => [name, fill(value)]),
    ),
    ...(exchange.body !== undefined && { body: fill(exchange.body) }),
  };
}

/** A subscription never ends by itself: its beginning is enough. */
function isSubscription({ method, body = "" }: Exchange): boolean {
  return method.toUpperCase() === "GET" || body.includes("subscriptions/listen");
}

async function textOf(response: Response, isSubscription: boolean): Promise<string> {
  const isStream = response.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
  if (!isStream || !isSubscription) return await response.text();
  const reader = response.body?.getReader();
  const first = reader?.read();
  const text = response.headers.has("mcp-session-id")
    ? ""
    : new TextDecoder().decode((await first)?.value);
  await reader?.cancel();
  return text;
}

async function withPatience<Result>(work: Promise<Result>, ms: number): Promise<Result> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`No answer within ${ms} ms`)), ms);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
