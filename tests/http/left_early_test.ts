import { connect } from "node:net";
import { listenFor } from "../../src/http/connections.ts";

Deno.test("an answer to a client that has left before it ends nothing else from ending", async () => {
  const left = Promise.withResolvers<void>();
  const server = await listenFor({ host: "127.0.0.1", port: 0 }, async (request) => {
    request.signal.addEventListener("abort", () => left.resolve());
    socket.destroy();
    await left.promise;
    return { status: 200, headers: { "content-type": "text/plain" }, text: "too late" };
  });
  const socket = connect(server.port, "127.0.0.1");
  socket.write("GET / HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n");
  await left.promise;
  await server.shutdown();
});
