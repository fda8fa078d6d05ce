import assert from "node:assert/strict";
import { coveredText, numbered } from "../../src/report/pdf/scripts.ts";

/** A typeface of Latin with accents, and the invisible joiners that it really has. */
const hasGlyph = (codePoint: number) => codePoint < 0x250 || [0x200d, 0x2013].includes(codePoint);

for (
  const [text, shown] of [
    ["Crème brûlée", "Crème brûlée"],
    ["Cafe\u0301\n au lait", "Café au lait"],
    ["很好吃，服务也很好！", "[Chinese text]"],
    ["料理がとても Staff was kind", "[Japanese text] Staff was kind"],
    ["Good食べ物here", "Good [Japanese text] here"],
    ["الطعام كان رائعا, then האוכל", "[Arabic text], then [Hebrew text]"],
    ["Best 🍕🍕 👨‍👩‍👧 👍🏽! ฿120 → worth it", "Best [emoji]! THB 120 -> worth it"],
    ["مطعم البيت – بيروت", "[Arabic text]"],
    ["a ✓", "a [sign]"],
    ["x\ufe0f", "x"],
    ["", ""],
  ] as const
) {
  Deno.test(`characters missing from the typeface are named: ${text}`, () => {
    assert.equal(coveredText(text, hasGlyph), shown);
  });
}

Deno.test("texts that the typeface lacks can be told apart, and the same one is named alike", () => {
  const known = new Map<string, number>();
  const nameOf = numbered(known);
  const shown = [
    "北京烤鸭",
    "برغر",
    "麻婆豆腐",
    "北京烤鸭 (large)",
    "北京烤鸭（大）",
    "麻婆豆腐 (大)",
    "المبورغر 🍕",
  ]
    .map((text) => coveredText(text, hasGlyph, nameOf));
  assert.deepEqual(shown, [
    "[Chinese text 1]",
    "[Arabic text 1]",
    "[Chinese text 2]",
    "[Chinese text 1] (large)",
    "[Chinese text 3]",
    "[Chinese text 2] ([Chinese text 4])",
    "[Arabic text 2] [emoji]",
  ]);
  assert.equal(known.size, 6);
});
