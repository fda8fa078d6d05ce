import assert from "node:assert/strict";
import { DEFAULT_RETENTION, parseRetention, retentionText } from "../../src/config/retention.ts";

Deno.test("periods that are not named keep their defaults, and a text reads as itself", () => {
  assert.deepEqual(parseRetention(""), { keys: 30, events: 90, movements: 365 });
  const some = parseRetention("events=7, keys=400");
  assert.deepEqual(some, { keys: 400, events: 7, movements: 365 });
  assert.deepEqual(parseRetention(retentionText(some)), some);
  assert.equal(retentionText(DEFAULT_RETENTION), "keys=30,events=90,movements=365");
});

for (
  const text of ["audit=30", "keys=0", "keys=-1", "keys", "events=1.5", "events=99999", "a=b=c"]
) {
  Deno.test(`${text} is no period`, () => {
    assert.throws(() => parseRetention(text), { code: "INVALID_INPUT", message: /cannot be read/ });
  });
}

Deno.test("a period that is given twice is refused, as one of the two would be ignored", () => {
  assert.throws(() => parseRetention("keys=30, keys=40"), {
    code: "INVALID_INPUT",
    message: "'keys' is given twice in 'keys=30, keys=40'.",
  });
});
