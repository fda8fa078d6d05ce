import assert from "node:assert/strict";
import { guessEncoding } from "../../../src/importing/file/guess_encoding.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { importText } from "../../support/imports.ts";

/** Names of dishes as the bytes of an encoding that is not UTF-8. */
const SAMPLES: readonly (readonly [string, string, readonly number[]])[] = [
  ["windows-1252", "Crème brûlée", [67, 114, 232, 109, 101, 32, 98, 114, 251, 108, 233, 101]],
  ["windows-1252", "Piña", [80, 105, 241, 97]],
  ["windows-1250", "Żurek", [175, 117, 114, 101, 107]],
  ["windows-1251", "Борщ", [193, 238, 240, 249]],
  ["windows-1254", "Çiğ köfte", [199, 105, 240, 32, 107, 246, 102, 116, 101]],
  ["shift_jis", "カレー", [131, 74, 131, 140, 129, 91]],
  ["gb18030", "米饭", [195, 215, 183, 185]],
  ["big5", "牛肉麵", [164, 251, 166, 215, 196, 209]],
  ["euc-kr", "냉면", [179, 195, 184, 233]],
];

Deno.test("the encoding in which names read best", () => {
  for (const [encoding, text, bytes] of SAMPLES) {
    assert.equal(new TextDecoder(encoding).decode(Uint8Array.from(bytes)), text);
    assert.equal(guessEncoding(Uint8Array.from(bytes)), encoding, text);
  }
});

onEveryEngine("one broken byte costs its cell, not the names of the file", async (engine) => {
  await using database = await engine.fresh();
  const bytes = Uint8Array.from([
    ...new TextEncoder().encode(
      "order_id,date,item,unit_price\n1,2026-09-14,Entrecôte,9\n2,2026-09-14,Pi",
    ),
    ...[0xf1, 0x61],
    ...new TextEncoder().encode(",5\n"),
  ]);
  const place = { location: "downtown", timezone: "America/New_York" };
  const summary = await importText(database, bytes, place);
  assert.equal(summary.encoding, "utf-8");
  assert.match(summary.notes.join(), /Line 3 has bytes that are no utf-8/);
  const items = await database.reader.selectFrom("menu_items").select("name").orderBy("name")
    .execute();
  assert.deepEqual(items.map(({ name }) => name), ["Entrecôte", "Pi\ufffda"]);
  await using other = await engine.fresh();
  const said = await importText(other, bytes, { ...place, encoding: "windows-1252" });
  assert.equal(said.encoding, "windows-1252");
});
