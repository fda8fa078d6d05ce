import assert from "node:assert/strict";
import { parseSeal, sealText } from "../../src/security/seal.ts";

const HASH = "0123456789abcdef".repeat(4);

Deno.test("a seal is read back as it was written", () => {
  const seal = { sequence: 1234, hash: HASH };
  assert.deepEqual(parseSeal(sealText(seal)), seal);
  assert.deepEqual(parseSeal(` ${sealText(seal)}\n`), seal);
});

Deno.test("an invalid seal is refused with the right form", () => {
  for (const text of ["", "12", HASH, `0:${HASH}`, `-1:${HASH}`, `1:${HASH}0`, `1.5:${HASH}`]) {
    assert.throws(() => parseSeal(text), { code: "INVALID_INPUT", message: /cannot be read/ });
  }
});
