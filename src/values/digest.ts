import { createHash } from "node:crypto";

/** SHA-256 of plain JSON, in hexadecimal. The order of members does not matter. */
export function digestOf(data: unknown): string {
  return createHash("sha256").update(JSON.stringify(data, sortedMembers) ?? "").digest("hex");
}

function sortedMembers(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1));
}
