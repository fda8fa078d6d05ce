import { createServer } from "node:http";
import { listenHere, passOn } from "./passing_proxy.ts";

/** A proxy that adds a token for clients that cannot; closed with `await using`. */
export interface TokenProxy extends AsyncDisposable {
  readonly url: URL;
}

/** Passes everything on as it is, with a bearer token besides. */
export async function proxyWithToken(target: URL, token: string): Promise<TokenProxy> {
  const listening = await listenHere(
    createServer((incoming, outgoing) =>
      passOn(incoming, outgoing, {
        host: target.hostname,
        port: target.port,
        headers: { ...incoming.headers, authorization: `Bearer ${token}` },
      })
    ),
  );
  return {
    url: new URL(`http://127.0.0.1:${listening.port}${target.pathname}`),
    [Symbol.asyncDispose]: () => listening[Symbol.asyncDispose](),
  };
}
