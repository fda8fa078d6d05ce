import assert from "node:assert/strict";
import { pruneAudit, type Pruning } from "../../src/security/prune_audit.ts";
import { verifyAudit } from "../../src/security/verify_audit.ts";
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

onEveryEngine("old entries are exported, then removed, and the chain goes on", async (engine) => {
  await using database = await openRestaurant(engine);
  await audited(database, calls(1100, OLD));
  await audited(database, calls(3));
  const all = await auditEntries(database);
  const pruned = pruning();
  const { entries, checkpoint } = await pruneAudit(database, pruned);
  const { hash } = all[1099] ?? {};
  assert.deepEqual([entries, checkpoint], [1100, { sequence: 1100, hash }]);
  assert.deepEqual(pruned.lines.map((line) => JSON.parse(line)), all.slice(0, 1100));
  await audited(database, calls(2));
  const verdict = await verifyAudit(database.reader);
  assert.deepEqual([verdict.entries, verdict.broken], [5, null]);
  assert.deepEqual((await pruneAudit(database, pruning())).entries, 0);
  const forged = { sequence: 1100, hash: "f".repeat(64) };
  assert.equal((await verifyAudit(database.reader, { seal: forged })).broken?.how, "rewritten");
});

onEveryEngine("what is taken away beside the command is still missed", async (engine) => {
  await using database = await openRestaurant(engine);
  await audited(database, [...calls(10, OLD), ...calls(3)]);
  await pruneAudit(database, pruning());
  await database.write((writer) =>
    writer.deleteFrom("audit_entries").where("sequence", "=", 11).execute()
  );
  const { broken } = await verifyAudit(database.reader);
  assert.deepEqual(broken, { sequence: 11, how: "missing" });
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
  const stopping: Parameters<typeof pruneAudit>[0] = {
    reader,
    write: (work) => write(work).finally(() => stop.abort()),
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
