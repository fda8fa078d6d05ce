import assert from "node:assert/strict";
import { writeSales } from "../../src/restaurant/sales/write_sales.ts";
import { ask, modern, openApp, type TestApp } from "../support/edge.ts";
import { everyQuestion } from "../support/every_question.ts";
import { fillFloor, place } from "../support/floor.ts";
import { MANY_QUESTIONS } from "../support/many_questions.ts";
import { noon } from "../support/calls.ts";
import { BEEF, move } from "../support/pantry.ts";
import { DOWNTOWN, HARBOUR, moment, newSales, order, WRITTEN_AT } from "../support/sales.ts";
import { scannedTables } from "../support/scanned_tables.ts";
import { seeStatements } from "../support/statements.ts";

/** Sixty days with an order at each location. */
const HISTORY = [DOWNTOWN, HARBOUR].flatMap((location) =>
  Array.from({ length: 60 }, (_, day) => {
    const date = Temporal.PlainDate.from("2026-11-01").add({ days: day });
    const id = `${location.id.slice(0, 5).toUpperCase()}${String(day).padStart(3, "0")}`;
    return order({ id, location_id: location.id, opened: moment(`${date}T12:00`, location) });
  })
);

/** The program in memory: there it answers everything in this thread, which sees its statements. */
async function openFloor(): Promise<TestApp> {
  const opened = await openApp({}, {}, undefined, noon);
  const { database } = opened.app;
  await fillFloor(database);
  await move(database, BEEF.id, 1_000_000);
  await database.write((writer) => writeSales(writer, newSales(HISTORY, []), WRITTEN_AT));
  return opened;
}

Deno.test("no answer of any tool, resource or prompt reads a growing table from end to end", async () => {
  await using opened = await openFloor();
  const { app: { database, registry }, edge } = opened;
  const { order } = await place(database);
  const seen = seeStatements();
  for (const [method, params] of everyQuestion(registry, { order: order.id })) {
    await ask(edge, modern(method, params));
  }
  for (const [name, args] of MANY_QUESTIONS) {
    const { text } = await ask(edge, modern("tools/call", { name, arguments: args }));
    assert.doesNotMatch(text, /"isError":true/, text);
  }
  seen[Symbol.dispose]();
  const texts = new Set(
    seen.texts.filter((text) => /^\s*(?:select|with|update|delete)/.test(text)),
  );
  assert.ok(texts.size > 150, `${texts.size}`);
  const found: string[] = [];
  for (const text of texts) {
    for (const table of await scannedTables(database, text)) found.push(`${table}: ${text}`);
  }
  assert.deepEqual(found, []);
});
