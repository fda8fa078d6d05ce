import { request } from "node:http";
import { createServer } from "node:https";
import { certificateFor } from "./certificate.ts";
import { freePort } from "./server_process.ts";

/** HTTPS in front of a server of this machine, as a proxy gives it; ends with `await using`. */
export interface TlsFront extends AsyncDisposable {
  readonly origin: string;
  /** Its certificate, which nobody has signed. */
  readonly certificate: string;
}

/** Serves `https://localhost` and passes everything on to a port of this machine. */
export async function tlsFront(serverPort: number): Promise<TlsFront> {
  const { certificate, key } = await certificateFor("localhost");
  const port = freePort();
  const server = createServer({ cert: certificate, key }, (asked, answer) => {
    const { method, url, headers } = asked;
    const onward = request(
      { host: "127.0.0.1", port: serverPort, path: url, ...{ method, headers } },
      (got) => {
        answer.writeHead(got.statusCode ?? 502, got.headers);
        got.pipe(answer);
      },
    );
    onward.on("error", () => answer.destroy());
    answer.on("close", () => onward.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    origin: `https://localhost:${port}`,
    certificate,
    async [Symbol.asyncDispose]() {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      await closed.promise;
    },
  };
}
