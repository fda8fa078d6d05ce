import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { fc } from "../packages/fast_check.ts";
import { startAudit } from "../../src/security/audit.ts";
import { AUDIT_COUNTER } from "../../src/security/audit_chains.ts";
import { BEGINNING, chainOf, hashAfter, sealedEntries } from "../../src/security/audit_chain.ts";
import type { CallRecord } from "../../src/security/call_record.ts";
import { verifyAudit } from "../../src/security/verify_audit.ts";
import { insertMany } from "../../src/storage/bulk.ts";
import type { Database } from "../../src/storage/database.ts";
import { nextNumbersAt } from "../../src/storage/location_counters.ts";
import { HOUSE } from "../../src/storage/schema/house.ts";
import type { Row } from "../../src/storage/schema/schema.ts";
import { alwaysAsync } from "../support/always.ts";
import { audited, auditEntries, callRecord, openAudit } from "../support/audits.ts";
import { noon } from "../support/calls.ts";
import { until } from "../support/until.ts";
import { type Engine, onEveryEngine, POSTGRES, SQLITE } from "../support/engines.ts";

type Entry = Row<"audit_entries">;

/** A break of the chain of the house. */
function inHouse(sequence: number, how: string) {
  return { location_id: HOUSE, sequence, how };
}

/** Puts other entries in the place of all that are in a chain. */
async function replace(
  database: Database,
  entries: readonly Entry[],
  chain: string = HOUSE,
): Promise<void> {
  await database.write(async (writer) => {
    await writer.deleteFrom("audit_entries").where("location_id", "=", chain).execute();
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
    writer.updateTable("location_counters").set({ value }).where("name", "=", AUDIT_COUNTER)
      .execute()
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
  locations: fc.constant([]),
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

type Manipulate = (
  entries: readonly Entry[],
  at: number,
  other: number,
  chain: string,
) => Manipulation;

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

/**
 * One more, with a hash that fits those before it; those after it moved down. In the place of a
 * location's last entry it shows at once, because the house has kept the hash that was there.
 */
function inserting(
  entries: readonly Entry[],
  at: number,
  _other: number,
  chain: string,
): Manipulation {
  const before = entries.slice(0, at);
  const forgery = { ...entries[at] as Entry, principal: "forged" };
  const forged = resealed(renumbered([...before, forgery])).slice(-1);
  return {
    entries: renumbered([...before, ...forged, ...entries.slice(at)]),
    ...(chain !== HOUSE && at === entries.length - 1
      ? { first: at + 1, how: "rewritten" }
      : { first: at + 2, how: "changed" }),
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
    const locations = fc.constantFrom([], ["downtown"], ["downtown", "harbour"]);
    await alwaysAsync(
      fc.asyncProperty(
        fc.tuple(records, locations),
        manipulate,
        fc.nat(),
        fc.nat(),
        async ([records, locations], apply, at, other) => {
          await using database = await engine.fresh();
          await audited(database, records.map((record) => ({ ...record, locations })));
          const chain = chainOf({ locations });
          const entries = await auditEntries(database);
          const whole = await verifyAudit(database.reader);
          assert.equal(whole.broken, null);
          // The house has an entry about the chain of a location.
          assert.equal(whole.entries, records.length + (chain === HOUSE ? 0 : 1));
          const { entries: forged, first, how } = apply(
            entries,
            at % entries.length,
            other % entries.length,
            chain,
          );
          await replace(database, forged, chain);
          const { broken } = await verifyAudit(database.reader);
          assert.deepEqual(broken, { location_id: chain, sequence: first, how });
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
      seals: [{ location_id: HOUSE, sequence: 2500, hash }],
      broken: null,
    });
  },
);

onEveryEngine("an audit without entries is whole and has no seal", async (engine) => {
  await using database = await engine.fresh();
  const empty = { entries: 0, first_at: null, last_at: null, seals: [] };
  assert.deepEqual(await verifyAudit(database.reader), { ...empty, broken: null });
  const seals = [{ location_id: HOUSE, sequence: 1, hash: "a".repeat(64) }];
  const { broken } = await verifyAudit(database.reader, { seals });
  assert.deepEqual(broken, inHouse(1, "missing"));
});

onEveryEngine("the newest entries can be counted alone", async (engine) => {
  await using database = await openAudited(engine, 10);
  const { seals } = await verifyAudit(database.reader);
  const entries = await auditEntries(database);
  const changed = (sequence: number) =>
    replace(
      database,
      entries.map((entry) => entry.sequence === sequence ? { ...entry, target: "x" } : entry),
    );
  await changed(7);
  const { entries: counted, first_at, ...rest } = await verifyAudit(database.reader, { newest: 3 });
  assert.deepEqual([counted, first_at], [3, entries[7]?.at]);
  assert.deepEqual(rest, { last_at: entries[9]?.at, seals, broken: null });
  const { broken } = await verifyAudit(database.reader, { newest: 4 });
  assert.deepEqual(broken, inHouse(7, "changed"));
  await changed(1);
  assert.equal((await verifyAudit(database.reader, { newest: 10 })).broken?.sequence, 1);
  assert.equal((await verifyAudit(database.reader, { newest: 11 })).broken?.sequence, 1);
});

onEveryEngine("a seal reveals an audit rewritten from its first entry", async (engine) => {
  await using database = await openAudited(engine, 10);
  const { seals } = await verifyAudit(database.reader);
  assert.equal(seals.length, 1);
  assert.equal((await verifyAudit(database.reader, { seals })).broken, null);
  await audited(database, [callRecord()]);
  assert.equal((await verifyAudit(database.reader, { seals })).broken, null);

  const entries = await auditEntries(database);
  const hidden = entries.map((entry) =>
    entry.sequence === 4 ? { ...entry, principal: "token:SOMEBODY" } : entry
  );
  await replace(database, resealed(hidden));
  assert.equal((await verifyAudit(database.reader)).broken, null);
  const { broken } = await verifyAudit(database.reader, { seals });
  assert.deepEqual(broken, inHouse(10, "rewritten"));
});

onEveryEngine(
  "a tail that was cut off is found by the counter, and without it by the seal",
  async (engine) => {
    await using database = await openAudited(engine, 10);
    const { seals } = await verifyAudit(database.reader);
    await replace(database, (await auditEntries(database)).slice(0, 7));
    const cut = inHouse(8, "missing");
    assert.deepEqual((await verifyAudit(database.reader)).broken, cut);
    await setCounter(database, 7);
    assert.equal((await verifyAudit(database.reader)).broken, null);
    assert.equal(seals.length, 1);
    assert.deepEqual((await verifyAudit(database.reader, { seals })).broken, cut);
  },
);

onEveryEngine("numbers that this program never writes are found like any other", async (engine) => {
  const ENTRY = (sequence: unknown) =>
    ({
      ...callRecord(),
      at: "2026",
      locations: "[]",
      hash: "h",
      location_id: HOUSE,
      sequence,
    }) as unknown as Entry;
  const put = async (sequence: unknown) => {
    await using database = await openAudited(engine, 3);
    await database.write((writer) => insertMany(writer, "audit_entries", [ENTRY(sequence)]));
    return (await verifyAudit(database.reader)).broken;
  };
  assert.deepEqual(await put(0), inHouse(0, "inserted"));
  assert.deepEqual(await put(-5), inHouse(-5, "inserted"));
  if (engine === SQLITE) {
    // Other engines hold to the type of a column.
    assert.deepEqual(await put(1.5), inHouse(1.5, "inserted"));
    assert.deepEqual(await put("text"), inHouse(4, "inserted"));
  }
  assert.deepEqual(await put(2n ** 60n), inHouse(4, "changed"));
  assert.deepEqual(await put(-(2n ** 60n)), inHouse(1, "changed"));

  await using database = await openAudited(engine, 3);
  await database.write((writer) =>
    writer.updateTable("audit_entries").set({ row_count: 2n ** 60n as unknown as number })
      .where("sequence", "=", 2).execute()
  );
  assert.deepEqual((await verifyAudit(database.reader)).broken, inHouse(2, "changed"));
});

onEveryEngine("an aborted verification ends", async (engine) => {
  await using database = await openAudited(engine, 3);
  const signal = AbortSignal.abort(new Error("Enough"));
  await assert.rejects(verifyAudit(database.reader, { signal }), /Enough/);
});

Deno.test("the hash of an entry for one call is what it was before entries had a number of calls", () => {
  const [sealed] = sealedEntries([callRecord({ locations: ["downtown"] })], {
    location_id: "downtown",
    sequence: 0,
    hash: BEGINNING,
  });
  const columns = [
    ...[1, "2026-12-31T12:00:00.000Z", "token:K7Q2M9XA", "tools/call", "get_sales_data"],
    ...["d".repeat(64), '["downtown"]', 3, "ok", 12, "REQUEST1", null],
  ];
  const hash = createHash("sha256").update(JSON.stringify([BEGINNING, ...columns])).digest("hex");
  assert.equal(sealed?.hash, hash);
});

/** Five calls of the house and some at two locations, by turns, as of two servers that ended. */
async function openChains(engine: Engine): Promise<Database> {
  const database = await engine.fresh();
  for (let turn = 0; turn < 2; turn++) {
    const places = [[], ["downtown"], ["harbour"], ["downtown", "harbour"], ["downtown"], []];
    await audited(database, places.map((locations) => callRecord({ locations })));
  }
  return database;
}

async function entriesOf({ reader }: Database, chain: string): Promise<Entry[]> {
  return await reader.selectFrom("audit_entries").selectAll().where("location_id", "=", chain)
    .orderBy("sequence").execute();
}

/** Removes a chain from an entry on, and lets the counter say that there were no more. */
async function cutOff(database: Database, chain: string, from: number): Promise<void> {
  await database.write(async (writer) => {
    await writer.deleteFrom("audit_entries")
      .where("location_id", "=", chain).where("sequence", ">=", from).execute();
    await writer.updateTable("location_counters").set({ value: from - 1 })
      .where("location_id", "=", chain).where("name", "=", AUDIT_COUNTER).execute();
  });
}

onEveryEngine(
  "each location has a chain, and the house one of what names none or several",
  async (engine) => {
    await using database = await openChains(engine);
    const { entries, seals, broken } = await verifyAudit(database.reader);
    // Six calls of the house, and what it says of two chains at the end of both servers.
    assert.deepEqual([entries, broken], [16, null]);
    const ends = seals.map(({ location_id, sequence }) => [location_id, sequence]);
    assert.deepEqual(ends, [[HOUSE, 10], ["downtown", 4], ["harbour", 2]]);
  },
);

onEveryEngine(
  "a chain that was removed without a trace, or its end, is missed by the house",
  async (engine) => {
    for (const [chain, from] of [["harbour", 1], ["harbour", 2], ["downtown", 4]] as const) {
      await using database = await openChains(engine);
      await cutOff(database, chain, from);
      if (from === 1) {
        await database.write((writer) =>
          writer.deleteFrom("location_counters").where("location_id", "=", chain).execute()
        );
      }
      const { broken } = await verifyAudit(database.reader);
      assert.deepEqual(broken, { location_id: chain, sequence: from, how: "missing" });
    }
  },
);

onEveryEngine(
  "a chain that was rewritten with all its hashes is not what the house says",
  async (engine) => {
    await using database = await openChains(engine);
    const entries = await entriesOf(database, "downtown");
    const forged = entries.map((entry) => ({ ...entry, principal: "somebody" }));
    await replace(database, resealed(forged), "downtown");
    const { broken } = await verifyAudit(database.reader);
    assert.deepEqual(broken, { location_id: "downtown", sequence: 2, how: "rewritten" });
  },
);

onEveryEngine("an entry in the chain of another location is found", async (engine) => {
  await using database = await openChains(engine);
  await database.write((writer) =>
    writer.updateTable("audit_entries").set({ location_id: "airport" })
      .where("location_id", "=", "harbour").execute()
  );
  const { broken } = await verifyAudit(database.reader);
  assert.deepEqual(broken, { location_id: "airport", sequence: 1, how: "changed" });
});

onEveryEngine(
  "seals of all chains find what was cut off after the house last said how far they are",
  async (engine) => {
    await using database = await openChains(engine);
    await using audit = openAudit(database);
    await database.write((writer) =>
      audit.append(writer, () => callRecord({ locations: ["harbour"] }))
    );
    const { seals, broken } = await verifyAudit(database.reader);
    assert.equal(broken, null);
    await cutOff(database, "harbour", 3);
    assert.equal((await verifyAudit(database.reader)).broken, null);
    const cut = { location_id: "harbour", sequence: 3, how: "missing" };
    assert.deepEqual((await verifyAudit(database.reader, { seals })).broken, cut);
  },
);

onEveryEngine("while a server runs, the house says how far the chains are", async (engine) => {
  await using database = await engine.fresh();
  const onError = assert.ifError;
  // It ends first: what is written while the audit is verified would be beyond its count.
  {
    await using audit = startAudit(database, { flushMs: 5, chainMs: 5, onError });
    await database.write((writer) =>
      audit.append(writer, () => callRecord({ locations: ["harbour"] }))
    );
    await until(async () => (await entriesOf(database, HOUSE)).length > 0);
  }
  const [said] = await entriesOf(database, HOUSE);
  assert.deepEqual([said?.method, said?.target, said?.row_count], ["audit/chain", "harbour", 1]);
  assert.equal((await verifyAudit(database.reader)).broken, null);
});

Deno.test("on a server a writer of one chain does not wait for one of another", async () => {
  await using database = await POSTGRES.fresh();
  await using audit = openAudit(database);
  const isHeld = Promise.withResolvers<void>();
  const isWritten = Promise.withResolvers<void>();
  const slow = database.write(async (writer) => {
    await nextNumbersAt(writer, AUDIT_COUNTER, new Map([["harbour", 0]]));
    isHeld.resolve();
    await isWritten.promise;
    await audit.append(writer, () => callRecord({ locations: ["harbour"] }));
  });
  await isHeld.promise;
  await database.write((writer) =>
    audit.append(writer, () => callRecord({ locations: ["downtown"] }))
  );
  isWritten.resolve();
  await slow;
  assert.deepEqual((await auditEntries(database)).map(({ location_id }) => location_id), [
    ...["downtown", "harbour"],
  ]);
});
