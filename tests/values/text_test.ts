import assert from "node:assert/strict";
import { boundedText, visibleText } from "../../src/values/text.ts";

Deno.test("what hides or turns a text is taken out, and white space is single", () => {
  assert.equal(visibleText("plain text"), "plain text");
  assert.equal(visibleText("  two\r\n\tlines \u0000 "), "two lines");
  assert.equal(visibleText("safe\u202egnp.exe\u200b\u2066x"), "safe gnp.exe x");
  assert.equal(visibleText("tag\u{e0041}\u{e0042}s and soft\u00adness"), "tag s and soft ness");
  assert.equal(visibleText("häppchen 🍔"), "häppchen 🍔");
});

Deno.test("a long text is cut and shows it", () => {
  assert.equal(boundedText("12345", 5), "12345");
  assert.equal(boundedText("1234 678", 6), "1234…");
});
