import { createHash, createHmac } from "node:crypto";

/** SHA-256 of plain JSON, in hexadecimal. The order of members does not matter. */
export function digestOf(data: unknown): string {
  return createHash("sha256").update(plainText(data)).digest("hex");
}

/** The same with a key (HMAC): without it, guessing the data confirms nothing. */
export function keyedDigestOf(data: unknown, key: string): string {
  return createHmac("sha256", key).update(plainText(data)).digest("hex");
}

function plainText(data: unknown): string {
  return JSON.stringify(data, sortedMembers) ?? "";
}

function sortedMembers(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1));
}
