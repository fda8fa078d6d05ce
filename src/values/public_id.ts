const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** The form of every public id: eight capital letters or digits. */
export const PUBLIC_ID = /^[A-Z0-9]{8}$/;

/** The source of randomness for ids: bytes uniform in 0..255. */
export type RandomBytes = (length: number) => Uint8Array;

const secureBytes: RandomBytes = (length) => crypto.getRandomValues(new Uint8Array(length));

/** A random public id, about 41 bits. Bytes of 252 and above are refused to keep it uniform. */
export function publicId(randomBytes: RandomBytes = secureBytes): string {
  let id = "";
  while (id.length < 8) {
    for (const byte of randomBytes(16)) {
      if (byte < 252 && id.length < 8) id += ALPHABET[byte % 36];
    }
  }
  return id;
}
