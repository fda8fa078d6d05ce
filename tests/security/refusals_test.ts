import assert from "node:assert/strict";
import type { CallRecord } from "../../src/security/call_record.ts";
import { foldCall, foldRefusals } from "../../src/security/refusals.ts";
import { callRecord } from "../support/audits.ts";

const refused = (principal: string, target = "process_order"): CallRecord =>
  callRecord({ principal, target, outcome: "FORBIDDEN", row_count: 0 });

function folded(records: readonly CallRecord[], most = 100): CallRecord[] {
  const written: CallRecord[] = [];
  {
    using refusals = foldRefusals({ windowMs: 60_000, most });
    for (const record of records) foldCall(refusals, record, (record) => written.push(record));
  }
  return written;
}

Deno.test("a hundred thousand refusals of one kind are two entries, and the second has their number", () => {
  const written = folded(Array.from({ length: 100_000 }, () => refused("token:A")));
  assert.deepEqual(written.map(({ row_count }) => row_count), [0, 99_999]);
});

Deno.test("a single refusal is one entry; callers, targets and reasons are separate", () => {
  const records = [
    refused("token:A"),
    refused("token:B"),
    refused("token:A", "update_menu_item"),
    callRecord({ principal: "token:A", target: "process_order", outcome: "RATE_LIMITED" }),
  ];
  assert.deepEqual(folded(records), records);
});

Deno.test("kinds beyond the limit are combined", () => {
  const written = folded(Array.from({ length: 5000 }, (_, n) => refused(`token:${n}`)), 10);
  assert.equal(written.length, 12);
});
