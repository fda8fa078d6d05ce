import { createServer } from "node:https";
import { certificateFor } from "./certificate.ts";
import { listenHere, passOn } from "./passing_proxy.ts";

/** HTTPS in front of a server of this machine, as a proxy gives it; ends with `await using`. */
export interface TlsFront extends AsyncDisposable {
  readonly origin: string;
  /** Its certificate, which nobody has signed. */
  readonly certificate: string;
}

/** Serves `https://localhost` and passes everything on to a port of this machine. */
export async function tlsFront(serverPort: number): Promise<TlsFront> {
  const { certificate, key } = await certificateFor("localhost");
  const listening = await listenHere(
    createServer({ cert: certificate, key }, (incoming, outgoing) =>
      passOn(incoming, outgoing, {
        host: "127.0.0.1",
        port: serverPort,
        headers: incoming.headers,
      })),
  );
  return {
    origin: `https://localhost:${listening.port}`,
    certificate,
    [Symbol.asyncDispose]: () => listening[Symbol.asyncDispose](),
  };
}
