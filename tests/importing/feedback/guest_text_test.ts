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
    "ring 0044 7700 900123 today": "ring [removed] today",
    "ring 0044 20 7946 0958.": "ring [removed].",
    "ring 0044 (0)20 7946 0958": "ring [removed]",
    "ring (0)20-7946-0958": "ring [removed]",
    "ring +44 (0)20-7946-0958": "ring [removed]",
    "98765-43210 is mine": "[removed] is mine",
    "my number 98765 43210, +91 98765-43210 or 098765 43210":
      "my number [removed], [removed] or [removed]",
    "jane.doe @ gmail . com": "[removed]",
    "mail jane . doe@gmail. com. In the evening": "mail [removed]. In the evening",
    "mail jane.doe @gmail.com!": "mail [removed]!",
    "mail jane@ yahoo . co . in": "mail [removed]",
    "o'brien@mail.example.co.uk, please": "[removed], please",
    "jane dot doe at gmail dot com": "[removed]",
    "me: jane underscore doe at mail dot com": "me: [removed]",
    "jane (dot) doe (at) gmail (dot) com": "[removed]",
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
      "Dinner @ Luigi. In the evening it was full. Come @ 7. Net result: fine.",
      "Order 98765-43210 and receipt #98765-43210 were both wrong.",
      "Mains are 75000-80000, or ₹98765 43210 times.",
      "Open until 00:30 on 2026-11-20, 2025-2026 season.",
      "Room 007 1200 guests 00 12 plates, (0) stars.",
      "12,500 80,000 and 15.50 - 20.50, 2 x 250 g, 1998 2005 2012.",
      "I was at a dot on the map.",
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
