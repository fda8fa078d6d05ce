import assert from "node:assert/strict";
import {
  hasHash,
  newSecret,
  secretHash,
  tokenParts,
  tokenText,
} from "../../src/security/token_text.ts";

const SECRET = "s".repeat(43);

Deno.test("a token is read back in its parts", () => {
  const parts = { id: "K7Q2M9XA", secret: newSecret() };
  assert.deepEqual(tokenParts(tokenText(parts)), parts);
});

Deno.test("a malformed token has no parts", () => {
  for (
    const text of [
      "",
      "rmcp_",
      `rmcp_K7Q2M9XA_${SECRET.slice(1)}`,
      `rmcp_K7Q2M9XA_${SECRET}s`,
      `rmcp_k7q2m9xa_${SECRET}`,
      `rmcp_K7Q2M9X_${SECRET}`,
      `rmcp_K7Q2M9XA-${SECRET}`,
      ` rmcp_K7Q2M9XA_${SECRET}`,
      `rmcp_K7Q2M9XA_${SECRET}\n`,
      `rmcp_K7Q2M9XA_${SECRET.slice(1)}=`,
      `xmcp_K7Q2M9XA_${SECRET}`,
    ]
  ) assert.equal(tokenParts(text), undefined, JSON.stringify(text));
});

Deno.test("secrets are 256 random bits and never the same", () => {
  const secrets = Array.from({ length: 1000 }, newSecret);
  assert.equal(new Set(secrets).size, secrets.length);
  for (const secret of secrets) assert.match(secret, /^[A-Za-z0-9_-]{43}$/);
});

Deno.test("a hash is SHA-256 and fits its secret only", () => {
  assert.equal(
    secretHash("abc"),
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
  assert.ok(hasHash("abc", secretHash("abc")));
  assert.ok(!hasHash("abd", secretHash("abc")));
  assert.ok(!hasHash("", secretHash("abc")));
});
