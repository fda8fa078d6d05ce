import assert from "node:assert/strict";
import { CONNECTION_LIMITS } from "../../src/http/connections.ts";
import { openHome } from "../support/home.ts";
import { program, serveProgram } from "../support/server_process.ts";

/** The open files that the server may have: those of the most frugal systems. */
const FILES = 4096;

Deno.test("more silent connections than there may be open files end nothing", async () => {
  await using home = await openHome();
  const { command, args } = program("--database", home.database);
  const limited = {
    command: "sh",
    args: ["-c", `ulimit -n ${FILES} && exec "$0" "$@"`, command, ...args],
  };
  await using server = await serveProgram(limited);
  const silent: Deno.TcpConn[] = [];
  try {
    for (let count = 0; count < FILES + CONNECTION_LIMITS.most; count++) {
      silent.push(await Deno.connect({ hostname: "127.0.0.1", port: Number(server.url.port) }));
    }
  } finally {
    for (const connection of silent) connection.close();
  }
  const health = new URL("/healthz", server.url);
  assert.equal((await fetch(health).then((response) => response.json())).status, "ok");
});
