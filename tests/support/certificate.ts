import { selfsigned } from "../packages/selfsigned.ts";

/** A certificate, and the key that it is for; both as PEM. */
export interface Certified {
  readonly certificate: string;
  readonly key: string;
}

/** A self-signed certificate for a name. */
export async function certificateFor(name: string): Promise<Certified> {
  const { cert, private: key } = await selfsigned.generate([{ name: "commonName", value: name }], {
    algorithm: "sha256",
    keyType: "ec",
    extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: name }] }],
  });
  return { certificate: cert, key };
}
