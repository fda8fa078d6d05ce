import assert from "node:assert/strict";
import type { DateText } from "../../src/values/business_day.ts";
import type { InstantText } from "../../src/values/clock.ts";
import type { Milli, Minor } from "../../src/values/money.ts";

/* That each of these lines compiles only with its directive is the test: `deno check` fails else. */

Deno.test("a meaning is not taken for another, and plain values are taken", () => {
  const price: Minor = 950;
  const portions: Milli = 1000;
  const date: DateText = "2026-11-27";
  // @ts-expect-error A quantity is no money.
  const wrongPrice: Minor = portions;
  // @ts-expect-error Money is no quantity.
  const wrongPortions: Milli = price;
  // @ts-expect-error A date is no instant.
  const wrongInstant: InstantText = date;
  assert.deepEqual([wrongPrice, wrongPortions, wrongInstant], [1000, 950, "2026-11-27"]);
});
