import assert from "node:assert/strict";
import { guestText } from "../../../src/importing/feedback/guest_text.ts";

Deno.test("whatever leads to a guest is taken out of a text", () => {
  const texts: Readonly<Record<string, string>> = {
    "Write to jane(at)example(dot)com": "Write to [removed]",
    "jane [at] example.com or jane at example dot co dot uk.": "[removed] or [removed].",
    "https://instagram.com/tom.foodie, lovely": "[removed] lovely",
    "Chat: wa.me/447700900123": "Chat: [removed]",
    "insta: tom.foodie": "insta: [removed]",
    "I'm @tom_foodie and u/tom-foodie": "I'm [removed] and [removed]",
    "Whatsapp: 07700 900123": "Whatsapp: [removed]",
    "ring nine eight seven six five four three two one zero": "ring [removed]",
    "call ٠٧٧٠٠٩٠٠١٢٣": "call [removed]",
    "refund to DE89 3704 0044 0532 0130 00 please": "refund to [removed] please",
    "SSN 123-45-6789": "SSN [removed]",
  };
  for (const [text, expected] of Object.entries(texts)) assert.equal(guestText(text), expected);
});

Deno.test("what a guest says of dishes, tables, times and prices stays", () => {
  for (
    const text of [
      "We sat at table four at nine, one two three pints each.",
      "3 courses for $1,250.00 on 12/11/2026 at 19:30-21:30.",
      "Come at 7, the dot matters.",
      "Two three-course meals, one two-hour wait.",
      "BMW X5 at the door and GB24 hours of waiting.",
      "www.restaurant.example/menu is great",
      "Burgers, and/or u/x",
      "10/10 @ lunch",
    ]
  ) assert.equal(guestText(text), text);
});

Deno.test("hostile texts of any length are read, and are no longer than they may be", () => {
  for (
    const piece of [
      "a",
      "AB12",
      "a.",
      "at ",
      "@",
      "x [at] y ",
      "4111 1111 1111 1111 ",
      "a1@b.",
      "٠ ",
    ]
  ) assert.ok(guestText(piece.repeat(40_000)).length <= 20_000);
});
