import { createHash, type Hash } from "node:crypto";

/** SHA-256 of plain JSON, in hexadecimal. The order of members does not matter. */
export function digestOf(data: unknown): string {
  return createHash("sha256").update(plainText(data)).digest("hex");
}

/**
 * The same with a key (HMAC, RFC 2104): without it, guessing the data confirms nothing. The key is
 * hashed once; `createHmac` would do so for each digest, which costs ten times what is left.
 */
export function keyedDigest(key: string): (data: unknown) => string {
  const inner = startedWith(key, 0x36);
  const outer = startedWith(key, 0x5c);
  return (data) => outer.copy().update(inner.copy().update(plainText(data)).digest()).digest("hex");
}

/** Bytes of a block of SHA-256. */
const BLOCK = 64;

function startedWith(key: string, pad: number): Hash {
  const bytes = new TextEncoder().encode(key);
  const block = new Uint8Array(BLOCK);
  block.set(bytes.length > BLOCK ? createHash("sha256").update(bytes).digest() : bytes);
  return createHash("sha256").update(block.map((byte) => byte ^ pad));
}

/** JSON with the members of each object in one order. */
function plainText(data: unknown): string {
  if (typeof data !== "object" || data === null) return JSON.stringify(data) ?? "";
  if (Array.isArray(data)) return `[${data.map((item) => plainText(item) || "null").join()}]`;
  const members = Object.entries(data).filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => a < b ? -1 : 1)
    .map(([name, value]) => `${JSON.stringify(name)}:${plainText(value)}`);
  return `{${members.join()}}`;
}
