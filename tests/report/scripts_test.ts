import assert from "node:assert/strict";
import { coveredText } from "../../src/report/pdf/scripts.ts";

/** A typeface of Latin with accents, and the invisible joiners that it really has. */
const hasGlyph = (codePoint: number) => codePoint < 0x250 || codePoint === 0x200d;

for (
  const [text, shown] of [
    ["Crème brûlée", "Crème brûlée"],
    ["Cafe\u0301\n au lait", "Café au lait"],
    ["很好吃，服务也很好！", "[Chinese text]"],
    ["料理がとても Staff was kind", "[Japanese text] Staff was kind"],
    ["Good食べ物here", "Good [Japanese text] here"],
    ["الطعام كان رائعا, then האוכל", "[Arabic text], then [Hebrew text]"],
    ["Best 🍕🍕 👨‍👩‍👧 👍🏽! ฿120 → worth it", "Best [emoji]! THB 120 -> worth it"],
    ["a ✓", "a [sign]"],
    ["x\ufe0f", "x"],
    ["", ""],
  ] as const
) {
  Deno.test(`characters missing from the typeface are named: ${text}`, () => {
    assert.equal(coveredText(text, hasGlyph), shown);
  });
}
