import assert from "node:assert/strict";
import { fromBase64Url, toBase64Url } from "../../src/values/base64url.ts";

Deno.test("a text survives the round trip, in characters that are safe in URLs", () => {
  for (const text of ["", "a", "2026-12-14T17:30:00Z ORDER001", "häppchen ÿþ 🍔?>"]) {
    assert.match(toBase64Url(text), /^[\w-]*$/);
    assert.equal(fromBase64Url(toBase64Url(text)), text);
  }
});
