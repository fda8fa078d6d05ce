import assert from "node:assert/strict";
import { parseSeal, sealText } from "../../src/security/seal.ts";
import { HOUSE } from "../../src/storage/schema/house.ts";

const HASH = "0123456789abcdef".repeat(4);
const OF_HOUSE = { location_id: HOUSE, sequence: 1234, hash: HASH };

Deno.test("a seal is read back as it was written", () => {
  assert.equal(sealText([OF_HOUSE]), `1234:${HASH}`);
  assert.deepEqual(parseSeal(`1234:${HASH}`), [OF_HOUSE]);
  const seals = [
    OF_HOUSE,
    { location_id: "harbour", sequence: 88, hash: "f".repeat(64) },
    { location_id: "Café, No@7:%", sequence: 1, hash: HASH },
  ];
  assert.deepEqual(parseSeal(` ${sealText(seals)}\n`), seals);
});

Deno.test("an invalid seal is refused with the right form", () => {
  for (
    const text of [
      ...["", "12", HASH, `0:${HASH}`, `-1:${HASH}`, `1:${HASH}0`, `1.5:${HASH}`, `1:${HASH},`],
      ...[`@1:${HASH}`, `%@1:${HASH}`, `harbour@${HASH}`],
    ]
  ) {
    assert.throws(() => parseSeal(text), { code: "INVALID_INPUT", message: /cannot be read/ });
  }
});
