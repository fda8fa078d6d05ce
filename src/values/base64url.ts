import { Buffer } from "node:buffer";

/** A text as letters, digits, `-` and `_`: opaque to those who only hand it back. */
export function toBase64Url(text: string): string {
  return Buffer.from(text).toString("base64url");
}

/** The text again; whatever stands in the way is passed over, so check what comes out. */
export function fromBase64Url(encoded: string): string {
  return Buffer.from(encoded, "base64url").toString();
}
