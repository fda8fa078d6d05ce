import assert from "node:assert/strict";
import { guessEncoding } from "../../../src/importing/file/guess_encoding.ts";
import { sniffEncoding } from "../../../src/importing/file/text.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { importText, sourceOf } from "../../support/imports.ts";

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
  ["windows-1253", "Μουσακάς", [204, 239, 245, 243, 225, 234, 220, 242]],
  ["koi8-r", "Борщ", [226, 207, 210, 221]],
  ["ibm866", "Пельмени", [143, 165, 171, 236, 172, 165, 173, 168]],
  ["iso-8859-5", "Пельмени", [191, 213, 219, 236, 220, 213, 221, 216]],
  ["x-mac-cyrillic", "Борщ", [129, 238, 240, 249]],
  ["macintosh", "Crème brûlée", [67, 114, 143, 109, 101, 32, 98, 114, 158, 108, 142, 101]],
  ["iso-8859-2", "Łosoś", [163, 111, 115, 111, 182]],
  ["windows-1255", "שקשוקה", [249, 247, 249, 229, 247, 228]],
  ["windows-1256", "فلافل", [221, 225, 199, 221, 225]],
  ["windows-874", "ผัดไทย", [188, 209, 180, 228, 183, 194]],
  ["euc-jp", "味噌ラーメン", [204, 163, 193, 185, 165, 233, 161, 188, 165, 225, 165, 243]],
  ["windows-1252", "Bœuf", [66, 156, 117, 102]],
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

Deno.test("escapes between alphabets are Japanese", async () => {
  const bytes = Uint8Array.from([97, 44, 0x1b, 0x24, 0x42, 0x25, 0x2b, 0x1b, 0x28, 0x42, 10]);
  assert.equal(await sniffEncoding(sourceOf(bytes)), "iso-2022-jp");
  assert.equal(new TextDecoder("iso-2022-jp").decode(bytes), "a,カ\n");
});
