import { Buffer } from "node:buffer";
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** A token in its parts: the id may be seen, the secret is the key. */
export interface TokenParts {
  readonly id: string;
  readonly secret: string;
}

const FORM = /^rmcp_([A-Z0-9]{8})_([A-Za-z0-9_-]{43})$/;

/** 256 random bits as text. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** The token as its owner keeps it. */
export function tokenText({ id, secret }: TokenParts): string {
  return `rmcp_${id}_${secret}`;
}

/** The parts of a text that has the form of a token. */
export function tokenParts(text: string): TokenParts | undefined {
  const [, id, secret] = FORM.exec(text) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

/**
 * SHA-256 in hexadecimal. A secret of 256 random bits needs no slow hash, because it cannot be
 * guessed.
 */
export function secretHash(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** Whether a secret has this hash, in a time that does not reveal where they differ. */
export function hasHash(secret: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(secretHash(secret)), Buffer.from(hash));
}
