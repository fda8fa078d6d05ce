import assert from "node:assert/strict";
import { answering } from "../../src/mcp/answering.ts";
import { parcelOf } from "../../src/mcp/message.ts";

Deno.test("the last answers may take until their data is there", async () => {
  const open = answering();
  const ready = Promise.withResolvers<void>();
  await open.settled(0, ready.promise);
  for (
    const message of parcelOf({ jsonrpc: "2.0", id: 1, method: "tools/call", params: {} }).messages
  ) open.asked(message);
  let isSettled = false;
  const settled = open.settled(0, ready.promise).then(() => isSettled = true);
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(isSettled, false);
  ready.resolve();
  await settled;
});
