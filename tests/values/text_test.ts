import assert from "node:assert/strict";
import { boundedText, visibleJson, visibleText, visibleValues } from "../../src/values/text.ts";

Deno.test("what hides or turns a text is taken out, and white space is single", () => {
  assert.equal(visibleText("plain text"), "plain text");
  assert.equal(visibleText("  two\r\n\tlines \u0000 "), "two lines");
  assert.equal(visibleText("safe\u202egnp.exe\u200b\u2066x"), "safe gnp.exe x");
  assert.equal(visibleText("tag\u{e0041}\u{e0042}s and soft\u00adness"), "tag s and soft ness");
  assert.equal(visibleText("häppchen 🍔"), "häppchen 🍔");
  assert.equal(visibleText("half \ud83c and \uffff"), "half and");
});

Deno.test("marks that only join or vary characters leave nothing behind", () => {
  assert.equal(visibleText("I\u2764\ufe0fNY"), "I\u2764NY");
  assert.equal(visibleText("👩\u200d🍳"), "👩🍳");
  assert.equal(visibleText("a\u{e0100}\u{e01ef}b"), "ab");
});

Deno.test("every text within a value is made visible, and only texts", () => {
  const value = { a: "x\u0007y", b: [1, null, true, { c: "\u202ez" }], d: undefined };
  const visible = { a: "x y", b: [1, null, true, { c: "z" }], d: undefined };
  assert.deepEqual(visibleValues(value), visible);
  assert.deepEqual(JSON.parse(visibleJson(value)), { a: "x y", b: [1, null, true, { c: "z" }] });
});

Deno.test("a long text is cut and shows it", () => {
  assert.equal(boundedText("12345", 5), "12345");
  assert.equal(boundedText("1234 678", 6), "1234…");
  assert.equal(boundedText("123🍔56", 5), "123…");
});
