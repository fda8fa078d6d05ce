import assert from "node:assert/strict";
import { does, leftAfter, netOf, serveGuest, stockUp, type Ticket } from "../support/busy_day.ts";
import { checkRollups } from "../../src/restaurant/sales/check_rollups.ts";
import { allEvents } from "../support/events.ts";
import { verifyAudit } from "../../src/security/verify_audit.ts";
import type { Database } from "../../src/storage/database.ts";
import { TABLE_NAMES } from "../../src/storage/schema/schema.ts";
import { CLIENTS, type TestClient } from "../support/clients.ts";
import { effort } from "../support/effort.ts";
import { type Engine, onEveryEngine } from "../support/engines.ts";
import { type FastServer, serveFast } from "../support/fast_server.ts";
import { fillFloor } from "../support/floor.ts";
import { type Sizes, sizesOf } from "../support/growth.ts";
import { type Home, openHome } from "../support/home.ts";
import { shelves } from "../support/pantry.ts";
import { patiently } from "../support/patiently.ts";
import { ask } from "../support/postgres/databases.ts";
import { follow, type Screen } from "../support/screen.ts";

/** A busy day: guests, screens that hear of each, and rows of yesterday's file. */
const GUESTS = effort({ quick: 48, thorough: 500 });
const SCREENS = effort({ quick: 3, thorough: 10 });
const IMPORTED = effort({ quick: 40, thorough: 300 });

/** Guests who order at the same time. */
const AT_ONCE = 4;

/** A spring, in which some orders came, and a Saturday in summer. */
const SPRING = Temporal.Instant.from("2026-03-02T17:00:00Z");
const SPRING_GUESTS = 8;
const OPENS = Temporal.Instant.from("2026-07-11T14:00:00Z");
const OPEN_HOURS = 12;
const TODAY = "2026-07-11";
const YESTERDAY = "2026-07-10";

/** Bytes a row with its indexes, as the growth table has them; an order with all that it leaves. */
const TABLE = {
  sqlite: { audit: 275, event: 165, key: 675, order: 5000, imported: 735 },
  postgres: { audit: 370, event: 230, key: 720, order: 5000, imported: 800 },
};
/** Bytes that a table may take besides, and each of its trees: pages that have just begun. */
const BEGUN = {
  sqlite: { table: 0, tree: 2 * 4096 },
  // PostgreSQL keeps maps of free space and a place for long values.
  postgres: { table: 5 * 8192, tree: 2 * 8192 },
};

/** Bytes of memory that an order may leave behind: an entry in a map takes more. */
const LEAK = 2000;
/** What collectors and caches keep for themselves comes and goes. */
const MEMORY_TOLERANCE = 12 * 1024 * 1024;
/** Connections of a pool, and files that are opened when they are first needed. */
const DESCRIPTOR_TOLERANCE = 8;

/** So few connections that what a pool opens late in the day stays below the tolerance. */
const FEW = "?pool_min=0&pool_max=4";

/** Between two questions of an assistant. */
const PAUSE_MS = 20;

/** What an assistant asks all day. */
const QUESTIONS: readonly (readonly [tool: string, args: Record<string, unknown>])[] = [
  ["get_sales_data", { date: TODAY, group_by: "item" }],
  ["get_live_orders", {}],
  ["get_analytics", { date_range: `2026-03-01..${YESTERDAY}`, location: "downtown" }],
  ["search_orders", { date: TODAY, status: "completed", limit: 5 }],
  ["get_inventory", { location: "downtown" }],
  ["get_menu", { text: "burger" }],
  ["get_sales_data", { date: YESTERDAY, compare_to: "previous_week" }],
];

/** What happened, as those saw it who were there. */
interface Day {
  readonly tickets: readonly Ticket[];
  /** How many orders were taken before the backup began. */
  readonly backedUp: number;
  readonly screens: readonly Screen[];
  /** Answers of the tools that assistants called. */
  readonly asked: readonly string[];
}

onEveryEngine("a busy day loses nothing, doubles nothing, and grows as it may", async (engine) => {
  await using home = await openHome();
  await using place = await engine.place();
  let before: Sizes;
  {
    await using database = await fillFloor(await engine.open(place.url));
    await stockUp(database);
    before = await settledSizes(database, place.url);
  }
  const day = await passDay(engine, place.url, home);
  await using database = await engine.open(place.url);
  await assertBooks(database, day.tickets);
  await assertEvents(database, day);
  await assertAudit(database, day);
  // This also waits until nothing runs that would keep old versions of rows.
  assert.deepEqual(await engine.complaints(database), []);
  await assertGrowth(database, before, await settledSizes(database, place.url));
  if (engine.name === "sqlite") await assertBackup(engine, home, day);
});

/** Some orders in spring, then the day, in a server with a fast clock. */
async function passDay(engine: Engine, url: string, home: Home): Promise<Day> {
  await using server = await serveFast(`${url}${engine.name === "postgres" ? FEW : ""}`, SPRING);
  await using clients = new AsyncDisposableStack();
  const join = async (index: number) => {
    const { connect } = CLIENTS[index % CLIENTS.length] ?? CLIENTS[0];
    return clients.use(await connect(server.url));
  };
  const old = await join(0);
  const spring = await inTurns(SPRING_GUESTS, 1, (number) => serveGuest(old, GUESTS + number));
  await server.setClock(OPENS);
  const screens = await inTurns(SCREENS, 1, async (index) => await follow(await join(index)));
  const [till, ...assistants] = [await join(0), await join(1), await join(2)];
  const closing = new AbortController();
  const asking = Promise.all(assistants.map((assistant) => assist(assistant, closing.signal)));
  // It is awaited when the day is over.
  asking.catch(() => {});
  let steady = { memory: NaN, descriptors: NaN };
  let backedUp = NaN;
  const aside: Promise<unknown>[] = [];
  const tickets = await serveGuests(server, till, {
    1: () => Promise.resolve(void aside.push(importYesterday(home, url))),
    4: async () => void (steady = await used(server)),
    6(taken) {
      backedUp = taken;
      if (engine.name === "sqlite") aside.push(commandWorks(home, url, ["backup", "copy.db"]));
      return Promise.resolve();
    },
    8: () => server.retain(),
  });
  await Promise.all(aside);
  closing.abort();
  const asked = (await asking).flat();
  await assertAnswers(till, tickets);
  const { cursor } = JSON.parse(await till.readResource("restaurant://live_orders"));
  for (const screen of screens) await screen.upToCursor(cursor);
  assertFlat(steady, await used(server));
  return { tickets: [...spring, ...tickets], backedUp: backedUp + spring.length, screens, asked };
}

/** What a server holds of the machine. */
interface Used {
  /** Bytes. */
  readonly memory: number;
  readonly descriptors: number;
}

async function used(server: FastServer): Promise<Used> {
  return { memory: await server.memory(), descriptors: server.descriptors() };
}

/** The rest of the day, with as many clients as before, cost nothing that stays. */
function assertFlat(before: Used, after: Used): void {
  const grown = after.memory - before.memory;
  assert.ok(grown < MEMORY_TOLERANCE + LEAK * GUESTS, `memory grew by ${grown} bytes`);
  const more = after.descriptors - before.descriptors;
  assert.ok(more <= DESCRIPTOR_TOLERANCE, `${more} more descriptors are open`);
}

/** Works on numbers from 0, some at the same time. */
async function inTurns<Result>(
  count: number,
  atOnce: number,
  work: (number: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let first = 0; first < count; first += atOnce) {
    const numbers = Array.from({ length: Math.min(atOnce, count - first) }, (_, at) => first + at);
    results.push(...await Promise.all(numbers.map(work)));
  }
  return results;
}

/** Lets guests come over the day, a few at once; what has its hour happens between them. */
async function serveGuests(
  server: FastServer,
  till: TestClient,
  hours: Readonly<Record<number, (taken: number) => Promise<void>>>,
): Promise<Ticket[]> {
  let hour = 0;
  return await inTurns(GUESTS, AT_ONCE, async (number) => {
    const time = OPEN_HOURS * number / GUESTS;
    if (number % AT_ONCE === 0) {
      await server.setClock(OPENS.add({ minutes: Math.floor(60 * time) }));
    }
    const isNew = Math.floor(time) > hour;
    if (isNew) await hours[++hour]?.(number - AT_ONCE);
    return await serveGuest(till, number);
  });
}

/** Asks until the day is over; gives what was called. */
async function assist(client: TestClient, day: AbortSignal): Promise<string[]> {
  const asked: string[] = [];
  for (let turn = 0; !day.aborted; turn++) {
    const [tool, args] = QUESTIONS[turn % QUESTIONS.length] ?? ["health_check", {}];
    const { isError, text } = await patiently(() => {
      asked.push(tool);
      return client.callTool(tool, args);
    });
    assert.ok(!isError, `${tool}: ${text}`);
    // However long the day takes, it is not all theirs.
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return asked;
}

/** Yesterday's orders of another till, as a file; imported again, it adds nothing. */
async function importYesterday(home: Home, url: string): Promise<void> {
  const rows = Array.from(
    { length: IMPORTED },
    (_, index) =>
      ["Soup,5.00", "Bread,2.00", "Tea,3.00"].map((item) =>
        `old-${index},${YESTERDAY},12:${String(index % 60).padStart(2, "0")},${item},1`
      ),
  ).flat();
  const file = ["order_id,date,time,item,unit_price,quantity", ...rows].join("\n");
  const args = ["import", "-", "--location", "downtown", "--json"];
  for (const created of [IMPORTED, 0]) {
    assert.equal(JSON.parse(await commandWorks(home, url, args, file)).created.orders, created);
  }
}

async function commandWorks(home: Home, url: string, args: readonly string[], input?: string) {
  const env = { DATABASE_URL: url };
  const { code, stdout, stderr } = await home.run(args, {
    env,
    ...(input !== undefined && { input }),
  });
  assert.equal(code, 0, stderr);
  return stdout;
}

/** What the tools say of the day is what the till took, to the cent. */
async function assertAnswers(till: TestClient, tickets: readonly Ticket[]): Promise<void> {
  const sold = tickets.filter(({ status }) => status === "completed").length;
  const today = await does(till, "get_sales_data", { date: TODAY });
  assert.deepEqual([today.total_sales, today.transactions], [netOf(tickets) / 100, sold]);
  const yesterday = await does(till, "get_sales_data", { date: YESTERDAY });
  assert.deepEqual([yesterday.total_sales, yesterday.transactions], [10 * IMPORTED, IMPORTED]);
}

async function assertBooks(database: Database, tickets: readonly Ticket[]): Promise<void> {
  const { reader } = database;
  const orders = await reader.selectFrom("orders").select(["id", "status"])
    .where("external_id", "is", null).execute();
  const byId = (rows: readonly { id: string; status: string }[]) =>
    rows.map(({ id, status }) => `${id} ${status}`).sort();
  assert.deepEqual(byId(orders), byId(tickets));
  const left = leftAfter(tickets);
  const found = await shelves(reader);
  assert.deepEqual(
    found.map(({ shelf, on_hand, ledger }) => [shelf, on_hand, ledger]),
    Object.entries(left).sort().map(([id, rest]) => [`downtown ${id}`, rest, rest]),
  );
  assert.equal((await checkRollups(reader)).different, 0);
}

/**
 * Events and keys of today are all there and in order, and those of spring are gone; every screen
 * has read each event once.
 */
async function assertEvents({ reader }: Database, { tickets, screens }: Day): Promise<void> {
  const events = await allEvents(reader);
  const [first] = events;
  assert.ok(first !== undefined);
  const last = first.sequence + events.length - 1;
  assert.deepEqual(
    events.map(({ sequence }) => sequence),
    events.map((_, index) => first.sequence + index),
  );
  const today = tickets.slice(SPRING_GUESTS);
  const received = events.filter(({ kind }) => kind === "order_received");
  assert.deepEqual(
    received.map(({ subject_id }) => subject_id).sort(),
    today.map(({ id }) => id).sort(),
  );
  for (const { sequences } of screens) {
    assert.deepEqual(sequences, Array.from({ length: last }, (_, index) => index + 1));
  }
  const keys = await reader.selectFrom("idempotency_keys").select("response").execute();
  assert.deepEqual(
    keys.map(({ response }) => JSON.parse(response).order_id).sort(),
    today.map(({ id }) => id).sort(),
  );
}

/** Every call is in the audit once, and nothing else: the same reads share entries. */
async function assertAudit({ reader }: Database, { tickets, asked }: Day): Promise<void> {
  const { broken } = await verifyAudit(reader);
  assert.equal(broken, null);
  const rows = await reader.selectFrom("audit_entries").select(["target", "outcome", "calls"])
    .where("method", "=", "tools/call").execute();
  assert.deepEqual(rows.filter(({ outcome }) => outcome !== "ok"), []);
  const calls = new Map<string, number>();
  const add = (tool: string, count = 1) => calls.set(tool, (calls.get(tool) ?? 0) + count);
  for (const ticket of tickets) {
    for (const [tool, count] of Object.entries(ticket.calls)) add(tool, count);
  }
  for (const tool of [...asked, "get_sales_data", "get_sales_data"]) add(tool);
  const entries = Map.groupBy(rows, ({ target }) => target);
  assert.deepEqual(
    Object.fromEntries(
      [...entries].map(([tool, some]) => [tool, some.reduce((sum, one) => sum + one.calls, 0)]),
    ),
    Object.fromEntries(calls),
  );
}

/**
 * Without old versions of rows. There are more of them the busier the machine: a transaction that
 * another one delays begins again. The tests' server does not remove them by itself.
 */
async function settledSizes(database: Database, url: string): Promise<Sizes> {
  if (database.engine === "postgres") await ask(url, `vacuum full ${TABLE_NAMES.join(", ")}`);
  return await sizesOf(database);
}

/** Nothing takes more room than the table says. */
async function assertGrowth(database: Database, before: Sizes, after: Sizes): Promise<void> {
  const table = TABLE[database.engine];
  const count = async (name: "audit_entries" | "events" | "idempotency_keys" | "orders") => {
    const { rows } = await database.reader.selectFrom(name)
      .select((eb) => eb.fn.countAll<number>().as("rows")).executeTakeFirstOrThrow();
    return Number(rows);
  };
  const live = GUESTS + SPRING_GUESTS;
  const rows = {
    audit_entries: await count("audit_entries"),
    events: await count("events") + 8 * SPRING_GUESTS,
    idempotency_keys: await count("idempotency_keys") + SPRING_GUESTS,
  };
  assert.equal(await count("orders"), live + IMPORTED);
  const grown = (name: string) => (after.get(name)?.bytes ?? 0) - (before.get(name)?.bytes ?? 0);
  const begun = BEGUN[database.engine];
  const slack = (name: string) => begun.table + begun.tree * (after.get(name)?.trees ?? 0);
  for (
    const [name, each] of [
      ["audit_entries", table.audit],
      ["events", table.event],
      ["idempotency_keys", table.key],
    ] as const
  ) {
    const most = rows[name] * each + slack(name);
    assert.ok(grown(name) <= most, `${name} grew by ${grown(name)}, beyond ${most}`);
  }
  const names = [...after.keys()].filter((name) => grown(name) > 0);
  const total = names.reduce((sum, name) => sum + grown(name), 0);
  const most = live * table.order + IMPORTED * table.imported +
    Math.max(0, rows.audit_entries - 4 * live) * table.audit +
    names.reduce((sum, name) => sum + slack(name), 0);
  assert.ok(total <= most, `all grew by ${total}, beyond ${most}`);
}

/** The copy is whole, and has every order that was there when it began. */
async function assertBackup(engine: Engine, home: Home, { tickets, backedUp }: Day) {
  await using copy = await engine.open(`${home.path}/copy.db`);
  assert.deepEqual(await engine.complaints(copy), []);
  assert.equal((await checkRollups(copy.reader)).different, 0);
  assert.equal((await verifyAudit(copy.reader)).broken, null);
  const stored = new Set(
    (await copy.reader.selectFrom("orders").select("id").execute()).map(({ id }) => id),
  );
  for (const { id } of tickets.slice(0, backedUp)) assert.ok(stored.has(id), id);
}
