/** What a link to a file says. */
export interface SignedLink {
  readonly id: string;
  /** Second of the epoch from which on it does not work any more. */
  readonly expires: number;
}

/** The part of a link after the server's own address: `/reports/…?expires=…&signature=…`. */
export async function signedPath(
  link: SignedLink,
  secret: Uint8Array<ArrayBuffer>,
): Promise<string> {
  return `/reports/${link.id}?expires=${link.expires}&signature=${await signatureOf(link, secret)}`;
}

/** Whether a link was signed with this secret, as it is, and still works. */
export async function isValidLink(
  { signature, ...link }: SignedLink & { readonly signature: string },
  secret: Uint8Array<ArrayBuffer>,
  now: Temporal.Instant,
): Promise<boolean> {
  if (!Number.isSafeInteger(link.expires) || !/^[0-9a-f]{64}$/.test(signature)) return false;
  const key = await hmacKey(secret);
  // The comparison takes equally long wherever the first difference is.
  const isSigned = await crypto.subtle.verify(
    "HMAC",
    key,
    Uint8Array.fromHex(signature),
    signed(link),
  );
  return isSigned && now.epochMilliseconds < link.expires * 1000;
}

async function signatureOf(link: SignedLink, secret: Uint8Array<ArrayBuffer>): Promise<string> {
  const key = await hmacKey(secret);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, signed(link))).toHex();
}

/** The purpose is signed as well, so that no signature serves for anything else. */
function signed({ id, expires }: SignedLink): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`GET /reports/${id} until ${expires}`);
}

function hmacKey(secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, [
    ...["sign", "verify"] as const,
  ]);
}
