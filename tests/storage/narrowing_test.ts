import assert from "node:assert/strict";
import { fc } from "../packages/fast_check.ts";
import { CompiledQuery, type Kysely, sql, type Transaction } from "kysely";
import { SCOPE_COLUMN, scopeOf } from "../../src/storage/scope/table_scope.ts";
import { insertMany } from "../../src/storage/bulk.ts";
import type { Database, Writer } from "../../src/storage/database.ts";
import { engineOf } from "../../src/storage/engine.ts";
import { alwaysAsync } from "../support/always.ts";
import { type Engine, onEveryEngine } from "../support/engines.ts";
import { foreignRows } from "../support/foreign_rows.ts";
import { keyOn } from "../support/keys.ts";
import { ALL_ROWS, OWN_ROWS, rowsIn, tablesIn, writeRows } from "../support/two_locations.ts";

/** Queries whose tables and columns are chosen at random have no narrower types. */
type Loose = Record<string, Record<string, unknown>>;

const TABLES = tablesIn(ALL_ROWS);
/** Those of which a caller of some locations sees not all. */
const NARROWED = TABLES.filter((table) => !["shared", "common"].includes(scopeOf(table) ?? ""));
const table = fc.constantFrom(...TABLES);
/** Tables for writes: mostly those where a write could do harm. */
const changed = fc.oneof(
  { arbitrary: table, weight: 1 },
  {
    arbitrary: fc.constantFrom(...NARROWED.filter((name) => scopeOf(name) !== "hidden")),
    weight: 4,
  },
);

function columnsOf(table: string): string[] {
  return Object.keys(rowsIn(ALL_ROWS, table as typeof TABLES[number])[0] ?? {});
}

function view(database: Database) {
  return database.view({ locations: ["here"], signal: new AbortController().signal });
}

async function openWith(engine: Engine, rows: typeof ALL_ROWS): Promise<Database> {
  const database = await engine.fresh();
  await writeRows(database, rows);
  return database;
}

/** A table or a query of one, under a name of its own or none. */
interface Source {
  readonly table: string;
  readonly isQuery: boolean;
  readonly isRenamed: boolean;
}

interface Reading {
  readonly from: Source;
  /** What a `with` before it is called and made of, and whether that stands in the place of `from`. */
  readonly named?: {
    readonly table: string;
    readonly isRecursive: boolean;
    readonly isUsed: boolean;
  };
  readonly joined?: Source & { readonly kind: "inner" | "left"; readonly on: number };
  readonly where?: {
    readonly source: string;
    readonly kind: "exists" | "in";
    readonly not: boolean;
  };
  readonly counted?: string;
  readonly setWith?: {
    readonly table: string;
    readonly kind: "union" | "all" | "both" | "without";
  };
}

const source = fc.record({ table, isQuery: fc.boolean(), isRenamed: fc.boolean() });
const reading: fc.Arbitrary<Reading> = fc.record({
  from: source,
  named: fc.record({ table, isRecursive: fc.boolean(), isUsed: fc.boolean() }),
  joined: fc.record({
    table,
    isQuery: fc.boolean(),
    isRenamed: fc.constant(true),
    kind: fc.constantFrom("inner", "left"),
    on: fc.nat(20),
  }),
  where: fc.record({ source: table, kind: fc.constantFrom("exists", "in"), not: fc.boolean() }),
  counted: table,
  setWith: fc.record({ table, kind: fc.constantFrom("union", "all", "both", "without") }),
}, { requiredKeys: ["from"] });

/** The rows that a random query gives, in any order, as texts. */
async function read(reader: unknown, { named, joined, where, counted, setWith, ...rest }: Reading) {
  const db = reader as Kysely<Loose>;
  const from = named?.isUsed ? { ...rest.from, table: named.table } : rest.from;
  const first = (table: string) => columnsOf(table)[0] ?? "";
  const asTable = ({ table, isQuery, isRenamed }: Source, name: string) => {
    if (name === "a" && named?.isUsed) return "c as a" as const;
    if (isQuery) return db.selectFrom(table).selectAll().as(name);
    return isRenamed ? `${table} as ${name}` as const : table;
  };
  const a = from.isQuery || from.isRenamed || named?.isUsed ? "a" : from.table;
  let query = withNamed(db, named).selectFrom([asTable(from, "a")] as [string]).selectAll(a);
  if (joined !== undefined) {
    const common = columnsOf(from.table).filter((name) => columnsOf(joined.table).includes(name));
    const on = common[joined.on % (common.length + 1)];
    const join = asTable(joined, "b") as "b";
    query = (joined.kind === "inner" ? query.innerJoin.bind(query) : query.leftJoin.bind(query))(
      join,
      (join) => on === undefined ? join.onTrue() : join.onRef(`${a}.${on}`, "=", `b.${on}`),
    ).select(`b.${first(joined.table)} as of_b`) as typeof query;
  }
  if (where !== undefined) {
    const inner = db.selectFrom(`${where.source} as w`);
    query = query.where((eb) => {
      const condition = where.kind === "exists"
        ? eb.exists(
          inner.selectAll().whereRef(
            `w.${first(where.source)}`,
            ">=",
            `${a}.${first(from.table)}`,
          ),
        )
        : eb(`${a}.${first(from.table)}`, "in", inner.select(`w.${first(where.source)}`));
      return where.not ? eb.not(condition) : condition;
    });
  }
  if (counted !== undefined) {
    query = query.select((eb) =>
      eb.selectFrom(counted).select(({ fn }) => fn.countAll().as("count")).as("counted")
    ) as typeof query;
  }
  if (setWith === undefined) return texts(await query.execute());
  const left = db.selectFrom(query.as("q")).select(`q.${first(from.table)} as one`);
  const right = db.selectFrom(setWith.table).select(`${first(setWith.table)} as one`);
  const combined = {
    union: () => left.union(right),
    all: () => left.unionAll(right),
    both: () => left.intersect(right),
    without: () => left.except(right),
  };
  return texts(await combined[setWith.kind]().execute());
}

/** The same with a query of all rows of a table named `c`, and another one of that. */
function withNamed(db: Kysely<Loose>, named: Reading["named"]): Kysely<Loose> {
  if (named === undefined) return db;
  const rows = db.selectFrom(named.table).selectAll();
  const begun = named.isRecursive ? db.withRecursive("b", () => rows) : db.with("b", () => rows);
  return begun.with("c", (db) => db.selectFrom("b").selectAll()) as unknown as Kysely<Loose>;
}

/** The rows, or why the engine refuses a comparison. */
async function outcome(reading: Promise<string[]>): Promise<string[] | string> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Error && /types|operator does not exist/.test(error.message)) {
      return error.message;
    }
    throw error;
  }
}

function texts(rows: readonly object[]): string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}

onEveryEngine(
  "any read query returns what it would if nothing else were stored",
  async (engine) => {
    await using all = await openWith(engine, ALL_ROWS);
    await using own = await openWith(engine, OWN_ROWS);
    const { reader } = view(all);
    await alwaysAsync(
      fc.asyncProperty(reading, async (query) => {
        assert.deepEqual(
          await outcome(read(reader, query)),
          await outcome(read(own.reader, query)),
        );
      }),
      1500,
      engine,
    );
  },
);

/** Something that a caller tries in a transaction. */
type Attempt = (writer: Transaction<Loose>) => Promise<unknown>;

/** A value for the column with a row's owner: the caller's, another's, none. */
function keysOf(table: string): readonly unknown[] {
  const names = ["here", "there", "elsewhere"];
  return scopeOf(table) === "location" ? names : [...names, null];
}

/** A row under its id, but without what others wrote into it: a caller may know no more. */
function inOwnWords(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      const isOthers = column !== "id" && /there|T000000/.test(String(value));
      return [column, isOthers ? (column === "order_id" ? null : "mine") : value];
    }),
  );
}

/** Rows like the stored ones, of any owner, under their old or new names. */
function newRows(table: string): fc.Arbitrary<Record<string, unknown>[]> {
  const stored = (rowsIn(ALL_ROWS, table as typeof TABLES[number]) as Record<string, unknown>[])
    .map(inOwnWords);
  const key = SCOPE_COLUMN[scopeOf(table) ?? "shared"];
  return fc.array(
    fc.record({
      row: fc.constantFrom(...stored),
      // Often the caller, so that most attempts get as far as the database.
      owner: fc.constantFrom<unknown>("here", "here", "here", ...keysOf(table)),
      isNew: fc.boolean(),
      fresh: fc.integer({ min: 100, max: 100_000 }),
    }).map(({ row, owner, isNew, fresh }) => ({
      ...row,
      ...(isNew && "id" in row && { id: `N${String(fresh).padStart(7, "0")}` }),
      ...(isNew && "line_number" in row && { line_number: fresh }),
      ...(isNew && "position" in row && { position: fresh }),
      ...(isNew && "sequence" in row && { sequence: fresh }),
      ...(isNew && "external_id" in row && { external_id: null }),
      ...(key !== undefined && { [key]: owner }),
    })),
    { minLength: 1, maxLength: 3 },
  );
}

/** A column and its new value; the owner's column, too. */
function setting(table: string): fc.Arbitrary<Record<string, unknown>> {
  const key = SCOPE_COLUMN[scopeOf(table) ?? "shared"];
  const columns = columnsOf(table);
  return fc.constantFrom(...columns, ...columns.filter((name) => name === key)).chain((column) => {
    const values = column === key ? keysOf(table) : [5, "else", null];
    return fc.constantFrom(...values).map((value) => ({ [column]: value }));
  });
}

const insertion: fc.Arbitrary<Attempt> = changed.chain((table) =>
  fc.record({
    rows: newRows(table),
    kind: fc.constantFrom("plain", "nothing", "update", "ignore", "replace", "instead", "from"),
    set: setting(table),
  }).map(({ rows, kind, set }): Attempt => (writer) => {
    const into = writer.insertInto(table);
    const conflicts = keyOn(engineOf(writer), table);
    switch (kind) {
      case "nothing":
        return into.values(rows).onConflict((c) => c.columns(conflicts).doNothing())
          .returningAll().execute();
      case "update":
        return into.values(rows)
          .onConflict((c) => c.columns(conflicts).doUpdateSet(set))
          .returningAll().execute();
      case "ignore":
        return into.orIgnore().values(rows).execute();
      case "replace":
        return into.orReplace().values(rows).returningAll().execute();
      case "instead":
        return writer.replaceInto(table).values(rows).execute();
      case "from":
        return into.columns(columnsOf(table))
          .expression((eb) => eb.selectFrom(table).select(columnsOf(table))).execute();
      default:
        return into.values(rows).returningAll().execute();
    }
  })
);

const update: fc.Arbitrary<Attempt> = changed.chain((table) =>
  fc.record({
    set: setting(table),
    isRenamed: fc.boolean(),
    isReturning: fc.boolean(),
    from: fc.option(fc.constantFrom(...TABLES), { nil: undefined }),
    where: fc.constantFrom("there", "T0000000", undefined),
  }).map(({ set, isRenamed, isReturning, from, where }): Attempt => (writer) => {
    const name = isRenamed ? "u" : table;
    let query = writer.updateTable(isRenamed ? `${table} as u` : table).set(set);
    if (from !== undefined) query = query.from(`${from} as f`) as typeof query;
    if (where !== undefined) query = query.where(`${name}.${columnsOf(table)[0]}`, "=", where);
    return isReturning ? query.returningAll().execute() : query.execute();
  })
);

const deletion: fc.Arbitrary<Attempt> = fc.record({
  table,
  isRenamed: fc.boolean(),
  isReturning: fc.boolean(),
  using: fc.option(table, { nil: undefined }),
}).map(({ table, isRenamed, isReturning, using }): Attempt => (writer) => {
  let query = writer.deleteFrom(isRenamed ? `${table} as d` : table);
  if (using !== undefined) query = query.using(`${using} as x`) as typeof query;
  return isReturning ? query.returningAll().execute() : query.execute();
});

/** Forms that are no use here and therefore refused, whatever they would do. */
const odd: fc.Arbitrary<Attempt> = fc.constantFrom<Attempt>(
  (writer) => sql`delete from stock`.execute(writer),
  (writer) => sql`update stock set on_hand = 0 returning location_id`.execute(writer),
  (writer) => sql`select * from orders`.execute(writer),
  (writer) =>
    writer.with("gone", (db) => db.deleteFrom("stock").returningAll()).selectFrom("gone")
      .selectAll().execute(),
  (writer) =>
    writer.with("orders", (db) => db.selectFrom("refunds").selectAll()).selectFrom("order_lines")
      .selectAll().execute(),
  (writer) =>
    writer.with("sqlite_schema", (db) => db.selectFrom("stock").selectAll())
      .selectFrom("sqlite_schema").selectAll().execute(),
  (writer) =>
    writer.with("mine", (db) => db.selectFrom("mine").selectAll() as never).selectFrom("stock")
      .selectAll().execute(),
  (writer) =>
    writer.selectFrom("mine").selectAll().where(({ exists }) =>
      exists(
        writer.with("mine", (db) => db.selectFrom("stock").selectAll()).selectFrom("mine")
          .selectAll(),
      )
    ).execute(),
  (writer) => sql`select 'it''s' from orders`.execute(writer),
  (writer) => writer.selectFrom(sql<{ id: string }>`orders`.as("o")).selectAll().execute(),
  (writer) =>
    writer.selectFrom(sql<{ id: string }>`(select * from orders)`.as("o")).selectAll().execute(),
  (writer) => writer.selectFrom(sql.table("orders").as("o")).selectAll().execute(),
  (writer) => writer.selectFrom("sqlite_schema").selectAll().execute(),
  (writer) => writer.selectFrom("constructor").selectAll().execute(),
  (writer) =>
    writer.selectFrom("menu_items").select(sql`(select max(gross) from orders)`.as("most"))
      .execute(),
  (writer) =>
    writer.selectFrom("menu_items").selectAll()
      .where(sql<boolean>`exists (select 1 from ${sql.table("orders")})`).execute(),
  (writer) => writer.executeQuery(CompiledQuery.raw("select * from orders")),
  (writer) => writer.executeQuery(CompiledQuery.raw("delete from stock")),
  (writer) =>
    writer.executeQuery(CompiledQuery.raw("delete from order_progress returning order_id")),
  (writer) => writer.schema.dropTable("feedback").execute(),
  (writer) => writer.schema.createView("v").as(writer.selectFrom("orders").selectAll()).execute(),
);

/** Tries something as a caller of `here`, and looks at what that did before it is taken back. */
async function attempt(
  database: Database,
  work: Attempt,
  look: (writer: Writer) => Promise<void> = () => Promise.resolve(),
): Promise<unknown> {
  const { narrow } = view(database);
  const looked = Promise.withResolvers<unknown>();
  try {
    await database.write(async (writer) => {
      const result = await work(narrow(writer) as unknown as Transaction<Loose>);
      looked.resolve(look(writer).then(() => result));
      await looked.promise;
      throw new Error("Taken back");
    });
  } catch (error) {
    looked.resolve(String(error));
  }
  return await looked.promise;
}

function shows(result: unknown): string {
  return JSON.stringify(result, (_key, value) => typeof value === "bigint" ? Number(value) : value);
}

/** A result without the ids of the caller's rows: it may have chosen one that another has, too. */
function withoutOwnIds(result: unknown): unknown {
  if (!Array.isArray(result)) return result;
  return result.map((row) => row.location_id === "here" ? { ...row, id: undefined } : row);
}

onEveryEngine(
  "no write touches or gives back anything that is not the caller's",
  async (engine) => {
    await using database = await openWith(engine, ALL_ROWS);
    const before = await foreignRows(database.reader, "here");
    let done = 0;
    await alwaysAsync(
      fc.asyncProperty(fc.oneof(insertion, update, deletion), async (work) => {
        const result = await attempt(database, work, async (writer) => {
          assert.deepEqual(await foreignRows(writer, "here"), before);
        });
        if (typeof result === "string") return;
        done++;
        assert.doesNotMatch(shows(withoutOwnIds(result)), /there|T000000/);
      }),
      2500,
      engine,
    );
    // Not because everything fails.
    assert.ok(done > 250 / engine.slowness, `${done} attempts did something`);
  },
);

onEveryEngine("forms that could pass by the narrowing are refused", async (engine) => {
  await using database = await openWith(engine, ALL_ROWS);
  const before = await foreignRows(database.reader, "here");
  for (const work of fc.sample(odd, { numRuns: 200, seed: 1 })) {
    assert.match(String(await attempt(database, work)), /Not for a caller of some locations/);
  }
  assert.deepEqual(await foreignRows(database.reader, "here"), before);
});

/** A row under a new name, if its table has names; else the same. */
function renamed(row: Record<string, unknown>): Record<string, unknown> {
  const names = {
    id: "NEW00000",
    external_id: "new",
    sequence: 99,
    line_number: 99,
    position: 99,
  };
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      Object.hasOwn(names, column) ? names[column as keyof typeof names] : value,
    ]),
  );
}

for (const table of NARROWED) {
  onEveryEngine(`${table}: only rows of the caller's locations are inserted`, async (engine) => {
    await using database = await openWith(engine, ALL_ROWS);
    const stored = rowsIn(ALL_ROWS, table) as Record<string, unknown>[];
    const of = (letter: RegExp) => {
      const key = SCOPE_COLUMN[scopeOf(table) ?? "hidden"];
      return stored.find((row) => key === undefined || letter.test(String(row[key])));
    };
    const insert = (row: Record<string, unknown> = {}) =>
      attempt(database, (writer) => writer.insertInto(table).values(renamed(row)).execute());
    assert.match(
      String(await insert(of(/^t/i))),
      /Not for a caller of some locations|NOT NULL constraint failed|not-null constraint/,
    );
    const own = of(/^h/i);
    if (own === undefined || table === "locations" || shows(renamed(own)) === shows(own)) return;
    const taken = await insert(own);
    if (scopeOf(table) !== "hidden") assert.notEqual(typeof taken, "string", String(taken));
  });
}

onEveryEngine(
  "among hundreds of rows that are inserted together every one is looked at",
  async (engine) => {
    await using database = await openWith(engine, ALL_ROWS);
    const rows = Array.from({ length: 250 }, (_, index) => ({
      id: `F${String(index).padStart(7, "0")}`,
      location_id: index === 240 ? "there" : "here",
      order_id: null,
      received_at: "2026-11-23T12:00:00Z",
      business_date: "2026-11-23",
      channel: "web",
      rating: 5,
      text: "Fine",
    }));
    const write = (some: typeof rows) =>
      attempt(database, async (writer) => {
        await insertMany(writer as unknown as Writer, "feedback", some);
        return await writer.selectFrom("feedback").select("id").execute();
      });
    assert.match(String(await write(rows)), /Not for a caller of some locations/);
    assert.equal(Object(await write(rows.slice(0, 240))).length, 240);
  },
);
