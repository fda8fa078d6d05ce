import { Buffer } from "node:buffer";

/** A text as letters, digits, `-` and `_`: opaque to those who only hand it back. */
export function toBase64Url(text: string): string {
  return Buffer.from(text).toString("base64url");
}

/** The same of bytes. */
export function bytesToBase64Url(bytes: readonly number[]): string {
  return Buffer.from(bytes).toString("base64url");
}

/** Decodes bytes; invalid characters are skipped, so check the result. */
export function bytesFromBase64Url(encoded: string): number[] {
  return [...Buffer.from(encoded, "base64url")];
}

/** Decodes the text; invalid characters are skipped, so check the result. */
export function fromBase64Url(encoded: string): string {
  return Buffer.from(encoded, "base64url").toString();
}
