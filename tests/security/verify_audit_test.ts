import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { fc } from "../packages/fast_check.ts";
import { AUDIT_COUNTER } from "../../src/security/audit.ts";
import { BEGINNING, hashAfter, sealedEntries } from "../../src/security/audit_chain.ts";
import type { CallRecord } from "../../src/security/call_record.ts";
import { verifyAudit } from "../../src/security/verify_audit.ts";
import { insertMany } from "../../src/storage/bulk.ts";
import type { Database } from "../../src/storage/database.ts";
import type { Row } from "../../src/storage/schema/schema.ts";
import { alwaysAsync } from "../support/always.ts";
import { audited, auditEntries, callRecord } from "../support/audits.ts";
import { noon } from "../support/calls.ts";
import { type Engine, onEveryEngine, SQLITE } from "../support/engines.ts";

type Entry = Row<"audit_entries">;

/** Puts other entries in the place of all that are there. */
async function replace(database: Database, entries: readonly Entry[]): Promise<void> {
  await database.write(async (writer) => {
    await writer.deleteFrom("audit_entries").execute();
    await insertMany(writer, "audit_entries", entries);
  });
}

/** Recomputes all hashes, as a knowledgeable attacker would. */
function resealed(entries: readonly Entry[]): Entry[] {
  let previous = BEGINNING;
  return entries.map(({ hash: _hash, ...entry }) => {
    previous = hashAfter(previous, entry);
    return { ...entry, hash: previous };
  });
}

function renumbered(entries: readonly Entry[]): Entry[] {
  return entries.map((entry, index) => ({ ...entry, sequence: index + 1 }));
}

async function setCounter(database: Database, value: number): Promise<void> {
  await database.write((writer) =>
    writer.updateTable("counters").set({ value }).where("name", "=", AUDIT_COUNTER).execute()
  );
}

async function openAudited(engine: Engine, calls: number): Promise<Database> {
  const database = await engine.fresh();
  const records = Array.from(
    { length: calls },
    (_, index) => callRecord({ at: noon().add({ seconds: index }), row_count: index }),
  );
  await audited(database, records);
  return database;
}

const record: fc.Arbitrary<CallRecord> = fc.record({
  at: fc.nat(1_000_000_000).map((milliseconds) => noon().add({ milliseconds })),
  request_id: fc.constantFrom("REQUEST1", "REQUEST2"),
  principal: fc.constantFrom("local", "token:K7Q2M9XA", "oauth:ada@example.com"),
  method: fc.constantFrom("tools/call", "resources/read", "prompts/get"),
  target: fc.constantFrom("get_sales_data", "live_orders", ""),
  arguments_digest: fc.constantFrom("", "d".repeat(64)),
  locations: fc.subarray(["downtown", "harbour"]),
  row_count: fc.nat(5),
  calls: fc.constantFrom(1, 1, 40),
  outcome: fc.constantFrom("ok", "NOT_FOUND"),
  duration_ms: fc.nat(100),
  trace_id: fc.constantFrom(null, "", "0af7651916cd43dd8448eb211c80319c"),
}, { noNullPrototype: true });

/** Ways to tamper with entries, and the first number that shows it. */
interface Manipulation {
  readonly entries: readonly Entry[];
  readonly first: number;
  readonly how: string;
}

const TEXTS = [
  ...["at", "principal", "method", "target", "arguments_digest", "locations", "outcome"] as const,
  ...["request_id", "trace_id", "hash"] as const,
];
const NUMBERS = ["row_count", "duration_ms", "calls"] as const;

type Manipulate = (entries: readonly Entry[], at: number, other: number) => Manipulation;

const manipulate: fc.Arbitrary<Manipulate> = fc.oneof(
  fc.record({ column: fc.constantFrom(...TEXTS), text: fc.string() }).map(({ column, text }) =>
    changing((entry) => ({ ...entry, [column]: entry[column] === text ? `${text}.` : text }))
  ),
  fc.constant(changing((entry) => ({
    ...entry,
    trace_id: entry.trace_id === null ? "" : null,
  }))),
  fc.record({ column: fc.constantFrom(...NUMBERS), by: fc.integer({ min: 1 }) }).map((
    { column, by },
  ) => changing((entry) => ({ ...entry, [column]: entry[column] + by }))),
  fc.constant(deleting),
  fc.constant(closingUp),
  fc.constant(swapping),
  fc.constant(inserting),
  fc.constant(appending),
);

function changing(change: (entry: Entry) => Entry): Manipulate {
  return (entries, at) => ({
    entries: entries.map((entry, index) => index === at ? change(entry) : entry),
    first: at + 1,
    how: "changed",
  });
}

function deleting(entries: readonly Entry[], at: number): Manipulation {
  return { entries: entries.toSpliced(at, 1), first: at + 1, how: "missing" };
}

/** Deleted, and what comes after it moved up: only the last is then plainly missing. */
function closingUp(entries: readonly Entry[], at: number): Manipulation {
  return {
    entries: renumbered(entries.toSpliced(at, 1)),
    first: at + 1,
    how: at === entries.length - 1 ? "missing" : "changed",
  };
}

/** Two entries under each other's number, with their hashes. */
function swapping(entries: readonly Entry[], at: number, other: number): Manipulation {
  const [one = 0, two = 0] = at < other ? [at, other] : [other, at];
  if (one === two) return deleting(entries, at);
  const [a, b] = [entries[one], entries[two]] as [Entry, Entry];
  return {
    entries: renumbered(entries.with(one, b).with(two, a)),
    first: one + 1,
    how: "changed",
  };
}

/** One more, with a hash that fits those before it; those after it moved down. */
function inserting(entries: readonly Entry[], at: number): Manipulation {
  const before = entries.slice(0, at);
  const forgery = { ...entries[at] as Entry, principal: "forged" };
  const forged = resealed(renumbered([...before, forgery])).slice(-1);
  return {
    entries: renumbered([...before, ...forged, ...entries.slice(at)]),
    first: at + 2,
    how: "changed",
  };
}

/** One more at the end, sealed as it should be. */
function appending(entries: readonly Entry[]): Manipulation {
  const more = [...entries, entries[0] as Entry];
  return { entries: resealed(renumbered(more)), first: more.length, how: "inserted" };
}

onEveryEngine(
  "whatever is changed, deleted, swapped or put in is found, at its place",
  async (engine) => {
    const records = fc.array(record, { minLength: 1, maxLength: 12 });
    await alwaysAsync(
      fc.asyncProperty(
        records,
        manipulate,
        fc.nat(),
        fc.nat(),
        async (records, apply, at, other) => {
          await using database = await engine.fresh();
          await audited(database, records);
          const entries = await auditEntries(database);
          const whole = await verifyAudit(database.reader);
          assert.equal(whole.broken, null);
          assert.equal(whole.entries, records.length);
          const { entries: forged, first, how } = apply(
            entries,
            at % entries.length,
            other % entries.length,
          );
          await replace(database, forged);
          const { broken } = await verifyAudit(database.reader);
          assert.deepEqual(broken, { sequence: first, how });
        },
      ),
      150,
      engine,
    );
  },
);

onEveryEngine(
  "an intact audit reports its count, its period and its seal",
  async (engine) => {
    await using database = await openAudited(engine, 2500);
    const { hash = "" } = (await auditEntries(database)).at(-1) ?? {};
    assert.deepEqual(await verifyAudit(database.reader), {
      entries: 2500,
      first_at: "2026-12-31T12:00:00.000Z",
      last_at: "2026-12-31T12:41:39.000Z",
      seal: { sequence: 2500, hash },
      broken: null,
    });
  },
);

onEveryEngine("an audit without entries is whole and has no seal", async (engine) => {
  await using database = await engine.fresh();
  const empty = { entries: 0, first_at: null, last_at: null, seal: null };
  assert.deepEqual(await verifyAudit(database.reader), { ...empty, broken: null });
  const seal = { sequence: 1, hash: "a".repeat(64) };
  const { broken } = await verifyAudit(database.reader, { seal });
  assert.deepEqual(broken, { sequence: 1, how: "missing" });
});

onEveryEngine("the newest entries can be counted alone", async (engine) => {
  await using database = await openAudited(engine, 10);
  const { seal } = await verifyAudit(database.reader);
  const entries = await auditEntries(database);
  const changed = (sequence: number) =>
    replace(
      database,
      entries.map((entry) => entry.sequence === sequence ? { ...entry, target: "x" } : entry),
    );
  await changed(7);
  const { entries: counted, first_at, ...rest } = await verifyAudit(database.reader, { newest: 3 });
  assert.deepEqual([counted, first_at], [3, entries[7]?.at]);
  assert.deepEqual(rest, { last_at: entries[9]?.at, seal, broken: null });
  const { broken } = await verifyAudit(database.reader, { newest: 4 });
  assert.deepEqual(broken, { sequence: 7, how: "changed" });
  await changed(1);
  assert.equal((await verifyAudit(database.reader, { newest: 10 })).broken?.sequence, 1);
  assert.equal((await verifyAudit(database.reader, { newest: 11 })).broken?.sequence, 1);
});

onEveryEngine("a seal reveals an audit rewritten from its first entry", async (engine) => {
  await using database = await openAudited(engine, 10);
  const { seal } = await verifyAudit(database.reader);
  assert.ok(seal !== null);
  assert.equal((await verifyAudit(database.reader, { seal })).broken, null);
  await audited(database, [callRecord()]);
  assert.equal((await verifyAudit(database.reader, { seal })).broken, null);

  const entries = await auditEntries(database);
  const hidden = entries.map((entry) =>
    entry.sequence === 4 ? { ...entry, principal: "token:SOMEBODY" } : entry
  );
  await replace(database, resealed(hidden));
  assert.equal((await verifyAudit(database.reader)).broken, null);
  const { broken } = await verifyAudit(database.reader, { seal });
  assert.deepEqual(broken, { sequence: 10, how: "rewritten" });
});

onEveryEngine(
  "a tail that was cut off is found by the counter, and without it by the seal",
  async (engine) => {
    await using database = await openAudited(engine, 10);
    const { seal } = await verifyAudit(database.reader);
    await replace(database, (await auditEntries(database)).slice(0, 7));
    const cut = { sequence: 8, how: "missing" };
    assert.deepEqual((await verifyAudit(database.reader)).broken, cut);
    await setCounter(database, 7);
    assert.equal((await verifyAudit(database.reader)).broken, null);
    assert.ok(seal !== null);
    assert.deepEqual((await verifyAudit(database.reader, { seal })).broken, cut);
  },
);

onEveryEngine("numbers that this program never writes are found like any other", async (engine) => {
  const ENTRY = (sequence: unknown) =>
    ({ ...callRecord(), at: "2026", locations: "[]", hash: "h", sequence }) as unknown as Entry;
  const put = async (sequence: unknown) => {
    await using database = await openAudited(engine, 3);
    await database.write((writer) => insertMany(writer, "audit_entries", [ENTRY(sequence)]));
    return (await verifyAudit(database.reader)).broken;
  };
  assert.deepEqual(await put(0), { sequence: 0, how: "inserted" });
  assert.deepEqual(await put(-5), { sequence: -5, how: "inserted" });
  if (engine === SQLITE) {
    // Other engines hold to the type of a column.
    assert.deepEqual(await put(1.5), { sequence: 1.5, how: "inserted" });
    assert.deepEqual(await put("text"), { sequence: 4, how: "inserted" });
  }
  assert.deepEqual(await put(2n ** 60n), { sequence: 4, how: "changed" });
  assert.deepEqual(await put(-(2n ** 60n)), { sequence: 1, how: "changed" });

  await using database = await openAudited(engine, 3);
  await database.write((writer) =>
    writer.updateTable("audit_entries").set({ row_count: 2n ** 60n as unknown as number })
      .where("sequence", "=", 2).execute()
  );
  assert.deepEqual((await verifyAudit(database.reader)).broken, { sequence: 2, how: "changed" });
});

onEveryEngine("an aborted verification ends", async (engine) => {
  await using database = await openAudited(engine, 3);
  const signal = AbortSignal.abort(new Error("Enough"));
  await assert.rejects(verifyAudit(database.reader, { signal }), /Enough/);
});

Deno.test("the hash of an entry for one call is what it was before entries had a number of calls", () => {
  const [sealed] = sealedEntries([callRecord()], 1, BEGINNING);
  const columns = [
    ...[1, "2026-12-31T12:00:00.000Z", "token:K7Q2M9XA", "tools/call", "get_sales_data"],
    ...["d".repeat(64), '["downtown"]', 3, "ok", 12, "REQUEST1", null],
  ];
  const hash = createHash("sha256").update(JSON.stringify([BEGINNING, ...columns])).digest("hex");
  assert.equal(sealed?.hash, hash);
});
