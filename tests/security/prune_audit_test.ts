import assert from "node:assert/strict";
import { pruneAudit, type Pruning } from "../../src/security/prune_audit.ts";
import { verifyAudit } from "../../src/security/verify_audit.ts";
import type { Database } from "../../src/storage/database.ts";
import { HOUSE } from "../../src/storage/schema/house.ts";
import { openRestaurant, WRITTEN_AT } from "../support/sales.ts";
import { audited, auditEntries, callRecord } from "../support/audits.ts";
import { noon } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";

const OLD = noon().subtract({ hours: 24 * 400 });

function pruning(parts: Partial<Pruning> = {}): Pruning & { readonly lines: string[] } {
  const lines: string[] = [];
  return {
    before: "2026-12-01T00:00:00.000Z",
    at: WRITTEN_AT,
    signal: new AbortController().signal,
    save: (some) => Promise.resolve(void lines.push(...some.split("\n"))),
    saved: () => Promise.resolve(),
    lines,
    ...parts,
  };
}

const calls = (count: number, at = noon()) =>
  Array.from(
    { length: count },
    (_, i) => callRecord({ at, request_id: `R${at.epochMilliseconds}${i}` }),
  );

const callsAt = (location: string, count: number, at = noon()) =>
  calls(count, at).map((call) => ({ ...call, locations: [location] }));

/** Removes the beginning of a chain by hand, with a checkpoint that says so. */
async function removeByHand({ write }: Database, chain: string, sequence: number): Promise<void> {
  await write(async (writer) => {
    const end = await writer.selectFrom("audit_entries")
      .select(["location_id", "sequence", "hash"])
      .where("location_id", "=", chain).where("sequence", "=", sequence)
      .executeTakeFirstOrThrow();
    await writer.deleteFrom("audit_entries")
      .where("location_id", "=", chain).where("sequence", "<=", sequence).execute();
    await writer.deleteFrom("audit_checkpoints").where("location_id", "=", chain).execute();
    await writer.insertInto("audit_checkpoints").values({ ...end, removed_at: WRITTEN_AT })
      .execute();
  });
}

onEveryEngine("old entries are exported, then removed, and the chain goes on", async (engine) => {
  await using database = await openRestaurant(engine);
  await audited(database, calls(1100, OLD));
  await audited(database, calls(3));
  const all = await auditEntries(database);
  const pruned = pruning();
  const { entries, checkpoints } = await pruneAudit(database, pruned);
  const { hash } = all[1099] ?? {};
  assert.deepEqual([entries, checkpoints], [1100, [{ location_id: HOUSE, sequence: 1100, hash }]]);
  assert.deepEqual(pruned.lines.map((line) => JSON.parse(line)), all.slice(0, 1100));
  await audited(database, calls(2));
  const verdict = await verifyAudit(database.reader);
  // And one in which the house says up to where entries were removed.
  assert.deepEqual([verdict.entries, verdict.broken], [6, null]);
  assert.deepEqual((await pruneAudit(database, pruning())).entries, 0);
  const seals = [{ location_id: HOUSE, sequence: 1100, hash: "f".repeat(64) }];
  assert.equal((await verifyAudit(database.reader, { seals })).broken?.how, "rewritten");
});

onEveryEngine("what is taken away beside the command is still missed", async (engine) => {
  await using database = await openRestaurant(engine);
  await audited(database, [...calls(10, OLD), ...calls(3)]);
  await pruneAudit(database, pruning());
  await database.write((writer) =>
    writer.deleteFrom("audit_entries").where("sequence", "=", 11).execute()
  );
  const { broken } = await verifyAudit(database.reader);
  assert.deepEqual(broken, { location_id: HOUSE, sequence: 11, how: "missing" });
});

onEveryEngine("nothing is removed before its export is safe", async (engine) => {
  await using database = await openRestaurant(engine);
  await audited(database, [...calls(10, OLD), ...calls(1)]);
  const full = pruning({ saved: () => Promise.reject(new Error("disk full")) });
  await assert.rejects(pruneAudit(database, full), /disk full/);
  assert.equal((await auditEntries(database)).length, 11);
});

onEveryEngine("interrupted between two removals, the audit is whole", async (engine) => {
  await using database = await openRestaurant(engine);
  await audited(database, [...calls(700, OLD), ...calls(1)]);
  const stop = new AbortController();
  const { write, reader } = database;
  let writes = 0;
  const stopping: Parameters<typeof pruneAudit>[0] = {
    reader,
    // First the house says what is removed.
    write: (work) => write(work).finally(() => ++writes === 2 && stop.abort()),
  };
  await assert.rejects(pruneAudit(stopping, pruning({ signal: stop.signal })));
  assert.equal((await auditEntries(database)).length, 201);
  assert.equal((await verifyAudit(reader)).broken, null);
});

onEveryEngine("the newest entry stays, so that the chain has an end", async (engine) => {
  await using database = await openRestaurant(engine);
  await audited(database, calls(4, OLD));
  assert.equal((await pruneAudit(database, pruning())).entries, 3);
  await audited(database, calls(1));
  assert.equal((await verifyAudit(database.reader)).broken, null);
});

onEveryEngine(
  "every chain is shortened, and the house says anew how far each is",
  async (engine) => {
    await using database = await openRestaurant(engine);
    await audited(database, [
      ...calls(3, OLD),
      ...callsAt("downtown", 4, OLD),
      ...callsAt("quiet", 4, OLD),
    ]);
    await audited(database, [...calls(1), ...callsAt("downtown", 4)]);
    const pruned = pruning();
    const { entries, checkpoints } = await pruneAudit(database, pruned);
    assert.deepEqual(checkpoints.map(({ location_id, sequence }) => [location_id, sequence]), [
      ...[[HOUSE, 3], ["downtown", 4], ["quiet", 3]],
    ]);
    assert.equal(pruned.lines.length, entries);
    const { broken, seals } = await verifyAudit(database.reader);
    assert.deepEqual([broken, seals.length], [null, 3]);
    // Nothing but the house knows of the quiet chain any more.
    await database.write(async (writer) => {
      for (const table of ["audit_entries", "audit_checkpoints", "location_counters"] as const) {
        await writer.deleteFrom(table).where("location_id", "=", "quiet").execute();
      }
    });
    const missed = { location_id: "quiet", sequence: 1, how: "missing" };
    assert.deepEqual((await verifyAudit(database.reader)).broken, missed);
  },
);

onEveryEngine(
  "a checkpoint that was made by hand is found, with a genuine hash too",
  async (engine) => {
    for (const [chain, sequence] of [[HOUSE, 4], ["downtown", 2]] as const) {
      await using database = await openRestaurant(engine);
      await audited(database, [...calls(6), ...callsAt("downtown", 4)]);
      await removeByHand(database, chain, sequence);
      const found = { location_id: chain, sequence, how: "removed" };
      assert.deepEqual((await verifyAudit(database.reader)).broken, found);
    }
  },
);

onEveryEngine("more than was pruned is not covered by what the house says", async (engine) => {
  await using database = await openRestaurant(engine);
  await audited(database, [...calls(4, OLD), ...calls(4)]);
  await pruneAudit(database, pruning());
  await removeByHand(database, HOUSE, 6);
  const { broken } = await verifyAudit(database.reader);
  assert.deepEqual(broken, { location_id: HOUSE, sequence: 6, how: "removed" });
});

onEveryEngine("what the house says is said anew when it is pruned itself", async (engine) => {
  await using database = await openRestaurant(engine);
  await audited(database, [
    ...calls(3, OLD),
    ...callsAt("downtown", 3, OLD),
    ...calls(2),
    ...callsAt("downtown", 3),
  ]);
  await pruneAudit(database, pruning());
  // Downtown has nothing that is old; the house loses what it said before.
  await audited(database, calls(2, noon().add({ hours: 48 })));
  await pruneAudit(
    database,
    pruning({
      before: "2027-01-01T12:00:00.000Z",
      at: "2027-01-02T12:00:00Z",
    }),
  );
  assert.equal((await verifyAudit(database.reader)).broken, null);
});
