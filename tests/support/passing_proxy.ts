import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

/** What a proxy passes a request on to. */
export interface Onward {
  readonly host: string;
  readonly port: number | string;
  readonly headers: IncomingHttpHeaders;
}

/** Passes a request on, and its answer back as it comes. */
export function passOn(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { host, port, headers }: Onward,
): void {
  const { method, url: path } = incoming;
  const onward = request({ host, port, method, path, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    outgoing.flushHeaders();
    answer.pipe(outgoing);
  });
  onward.on("error", () => outgoing.destroy());
  outgoing.on("close", () => onward.destroy());
  incoming.pipe(onward);
}

/** Lets a server listen here; disposing ends it and its connections. */
export async function listenHere(
  server: Pick<Server, "listen" | "address" | "close" | "closeAllConnections">,
): Promise<AsyncDisposable & { readonly port: number }> {
  const listening = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", listening.resolve);
  await listening.promise;
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      await closed.promise;
    },
  };
}
