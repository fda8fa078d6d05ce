import { createHmac, timingSafeEqual } from "node:crypto";

/** What a link to a file says. */
export interface SignedLink {
  readonly id: string;
  /** Second of the epoch at which it expires. */
  readonly expires: number;
}

/** The part of a link after the server's own address: `/reports/…?expires=…&signature=…`. */
export function signedPath(link: SignedLink, secret: Uint8Array): string {
  const signature = signatureOf(link, secret).toString("hex");
  return `/reports/${link.id}?expires=${link.expires}&signature=${signature}`;
}

/** Whether a link was signed with this secret, is unchanged, and has not expired. */
export function isValidLink(
  { signature, ...link }: SignedLink & { readonly signature: string },
  secret: Uint8Array,
  now: Temporal.Instant,
): boolean {
  if (!Number.isSafeInteger(link.expires) || !/^[0-9a-f]{64}$/.test(signature)) return false;
  const given = Uint8Array.from(signature.match(/../g) ?? [], (byte) => parseInt(byte, 16));
  // The comparison takes equally long wherever the first difference is.
  const isSigned = timingSafeEqual(signatureOf(link, secret), given);
  return isSigned && now.epochMilliseconds < link.expires * 1000;
}

/** The purpose is signed as well, so that no signature serves for anything else. */
function signatureOf({ id, expires }: SignedLink, secret: Uint8Array) {
  return createHmac("sha256", secret).update(`GET /reports/${id} until ${expires}`).digest();
}
