import assert from "node:assert/strict";
import { BEGINNING, hashAfter } from "../../src/security/audit_chain.ts";
import { auditLines } from "../../src/security/export_audit.ts";
import { auditBatches } from "../../src/security/read_audit.ts";
import { HOUSE } from "../../src/storage/schema/house.ts";
import { audited, callRecord } from "../support/audits.ts";
import { noon } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";

onEveryEngine(
  "entries come in order, and no more than a thousand are in memory at a time",
  async (engine) => {
    await using database = await engine.fresh();
    await audited(database, Array.from({ length: 2500 }, () => callRecord()));
    const batches = await Array.fromAsync(auditBatches(database.reader, { chain: HOUSE }));
    assert.deepEqual(batches.map(({ length }) => length), [1000, 1000, 500]);
    const numbers = batches.flat().map(({ sequence }) => sequence);
    assert.deepEqual(numbers, Array.from({ length: 2500 }, (_, index) => index + 1));
  },
);

onEveryEngine(
  "a period is exact, whatever the order in which its calls were written",
  async (engine) => {
    await using database = await engine.fresh();
    const seconds = [0, 2, 1, 3, 2];
    await audited(
      database,
      seconds.map((seconds) => callRecord({ at: noon().add({ seconds }), row_count: seconds })),
    );
    const chosen = await Array.fromAsync(auditBatches(database.reader, {
      chain: HOUSE,
      from: "2026-12-31T12:00:01.000Z",
      before: "2026-12-31T12:00:03.000Z",
    }));
    assert.deepEqual(chosen.flat().map(({ sequence, row_count }) => [sequence, row_count]), [
      [2, 2],
      [3, 1],
      [5, 2],
    ]);
  },
);

onEveryEngine("the chain can be recomputed from the exported lines", async (engine) => {
  await using database = await engine.fresh();
  await audited(database, [callRecord(), callRecord({ trace_id: "t", locations: ["a", "b"] })]);
  const chunks = await Array.fromAsync(auditLines(database.reader, [{ chain: HOUSE }], "jsonl"));
  let previous = BEGINNING;
  for (const line of chunks.join("\n").split("\n")) {
    const { hash, ...entry } = JSON.parse(line);
    assert.equal(hash, hashAfter(previous, entry));
    previous = hash;
  }
});

onEveryEngine("CSV has a header and quotes what needs it", async (engine) => {
  await using database = await engine.fresh();
  await audited(database, [callRecord({ principal: 'oauth:"a,\nb"', locations: ["a", "b"] })]);
  const text = (await Array.fromAsync(auditLines(database.reader, [{ chain: HOUSE }], "csv"))).join(
    "\n",
  );
  const [header, ...rest] = text.split("\n");
  assert.equal(
    header,
    "sequence,at,principal,method,target,arguments_digest,locations,row_count,outcome," +
      "duration_ms,request_id,trace_id,hash,calls,location_id",
  );
  assert.match(
    rest.join("\n"),
    /^1,2026-12-31T12:00:00\.000Z,"oauth:""a,\nb""",tools\/call,get_sales_data,d{64},"\[""a"",""b""\]",3,ok,12,REQUEST1,,[0-9a-f]{64},1,$/,
  );
});
