import assert from "node:assert/strict";
import { parseExpiry } from "../../src/security/expiry.ts";

const NOW = Temporal.Instant.from("2026-12-31T12:00:00.5Z");

Deno.test("an expiry is a date to its end, an instant, or days from now", () => {
  const read = (text: string) => parseExpiry(text, NOW).toString();
  assert.equal(read("2027-06-30"), "2027-07-01T00:00:00Z");
  assert.equal(read("2028-02-29"), "2028-03-01T00:00:00Z");
  assert.equal(read("2027-06-30T18:00:00Z"), "2027-06-30T18:00:00Z");
  assert.equal(read("2027-06-30T18:00:00-04:00"), "2027-06-30T22:00:00Z");
  assert.equal(read("90d"), "2027-03-31T12:00:01Z");
});

Deno.test("an expiry that cannot be meant is refused with the forms that are valid", () => {
  for (
    const text of ["", "never", "0d", "9999d", "-1d", "1.5d", "90", "2027-02-29", "2027-6-30"]
      .concat("2027-06-30T18:00:00", "30.06.2027", "x".repeat(1000))
  ) {
    assert.throws(() => parseExpiry(text, NOW), {
      code: "INVALID_INPUT",
      message: `The expiry '${text.slice(0, 40)}' is not valid.`,
    });
  }
});
