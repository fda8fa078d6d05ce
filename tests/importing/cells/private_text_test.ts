import assert from "node:assert/strict";
import { fc } from "../../packages/fast_check.ts";
import { storableText } from "../../../src/importing/cells/private_text.ts";
import { always } from "../../support/always.ts";

Deno.test("card numbers, e-mail addresses and telephone numbers are taken out", () => {
  const texts: Readonly<Record<string, string>> = {
    "Gift 4111 1111 1111 1111": "Gift [removed]",
    "4111111111111111": "[removed]",
    "5500-0000-0000-0004 exp 12/27": "[removed] exp 12/27",
    "4111 1111 1111 1111 12/27": "[removed] 12/27",
    "Amex 378282246310005!": "Amex [removed]!",
    "for foo.bar@example.co.uk, no ice": "for [removed], no ice",
    "call (217) 555-1212": "call [removed]",
    "217.555.1212": "[removed]",
    "+44 7700 900123 pickup": "[removed] pickup",
    "07700 900123": "[removed]",
    "Anna 555-0123": "Anna [removed]",
    "2175551212": "[removed]",
  };
  for (const [text, expected] of Object.entries(texts)) assert.equal(storableText(text), expected);
});

Deno.test("what only looks a little like it stays", () => {
  const texts = [
    'Pizza 12" x 2',
    "Coca-Cola 330ml",
    "Rioja 2019 750ml",
    "Table 12",
    "1-1001",
    "Combo #4 (2 for 10.00)",
  ];
  for (const text of [...texts, "10/08/2026", "Bier 0,5", "7-Up", "@home burger", "1,234.50"]) {
    assert.equal(storableText(text), text);
  }
});

Deno.test("a long number is a card's only with the right check digit", () => {
  assert.equal(storableText("EAN 40170725000004"), "EAN 40170725000004");
  assert.equal(storableText("no. 4111111111111112"), "no. 4111111111111112");
});

Deno.test("long texts end", () => {
  assert.equal(storableText("x".repeat(500)).length, 200);
  assert.ok(storableText("🍕".repeat(300)).endsWith("🍕…"));
  assert.equal(storableText("y".repeat(60), 10), "yyyyyyyyy…");
});

Deno.test("no card number survives in any surroundings", () => {
  const words = fc.array(fc.constantFrom("Burger", "2 x", "no. 7", "12/27", "-", "(a)", "9"));
  always(fc.property(words, words, fc.constantFrom(" ", "-", ""), (before, after, separator) => {
    const card = ["4111", "1111", "1111", "1111"].join(separator);
    const text = storableText([...before, "card", card, "end", ...after].join(" "), 1000);
    assert.doesNotMatch(text.replaceAll(/\D/g, ""), /4111111111111111/);
  }));
});
