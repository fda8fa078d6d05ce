import assert from "node:assert/strict";
import type { CallRecord } from "../../src/security/call_record.ts";
import { foldRead, foldRefusal, foldSimilar } from "../../src/security/similar_calls.ts";
import { callRecord } from "../support/audits.ts";

const refused = (principal: string, target = "process_order"): CallRecord =>
  callRecord({ principal, target, outcome: "FORBIDDEN", row_count: 0 });

function folded(
  records: readonly CallRecord[],
  { fold, most = 100 }: { readonly fold: typeof foldRead; readonly most?: number },
): CallRecord[] {
  const written: CallRecord[] = [];
  {
    const combinesOthers = fold === foldRefusal;
    using similar = foldSimilar({ windowMs: 60_000, most, combinesOthers });
    for (const record of records) fold(similar, record, (record) => written.push(record));
  }
  return written;
}

Deno.test("a hundred thousand refusals of one kind are two entries, and the second has their number", () => {
  const many = Array.from({ length: 100_000 }, () => refused("token:A"));
  const written = folded(many, { fold: foldRefusal });
  assert.deepEqual(written.map(({ calls }) => calls), [1, 99_999]);
});

Deno.test("a single refusal is one entry; callers, targets and reasons are separate", () => {
  const records = [
    refused("token:A"),
    refused("token:B"),
    refused("token:A", "update_menu_item"),
    callRecord({ principal: "token:A", target: "process_order", outcome: "RATE_LIMITED" }),
  ];
  assert.deepEqual(folded(records, { fold: foldRefusal }), records);
});

Deno.test("kinds of refusals beyond the limit are combined", () => {
  const many = Array.from({ length: 5000 }, (_, n) => refused(`token:${n}`));
  assert.equal(folded(many, { fold: foldRefusal, most: 10 }).length, 12);
});

Deno.test("a screen that reads the same all day is two entries, the first of them at once", () => {
  const reads = Array.from({ length: 5000 }, (_, n) => callRecord({ request_id: `R${n}` }));
  const written = folded(reads, { fold: foldRead });
  assert.deepEqual(
    written.map(({ request_id, calls }) => [request_id, calls]),
    [["R0", 1], ["R4999", 4999]],
  );
});

Deno.test("reads of other callers, targets, arguments and locations are separate", () => {
  const reads = [
    callRecord(),
    callRecord({ principal: "token:B" }),
    callRecord({ target: "get_menu" }),
    callRecord({ method: "resources/read" }),
    callRecord({ arguments_digest: "e".repeat(64) }),
    callRecord({ locations: ["harbour"] }),
  ];
  assert.deepEqual(folded(reads, { fold: foldRead }), reads);
});

Deno.test("reads beyond the limit have an entry each, so that none is under another's name", () => {
  const reads = Array.from({ length: 50 }, (_, n) => callRecord({ principal: `token:${n % 25}` }));
  const written = folded(reads, { fold: foldRead, most: 10 });
  assert.equal(written.length, 50);
  assert.equal(new Set(written.map(({ principal }) => principal)).size, 25);
});
