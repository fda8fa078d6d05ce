import assert from "node:assert/strict";
import { openHome } from "../support/home.ts";
import { program, serveProgram } from "../support/server_process.ts";

Deno.test("a server is ready while it serves, and not when it is gone", async () => {
  await using home = await openHome();
  const server = await serveProgram(program("--database", home.database));
  const ask = () => home.run(["ready", "--url", server.url.origin]);
  const ready = await ask();
  assert.deepEqual([ready.code, ready.stdout], [0, "ready\n"], ready.stderr);
  await server[Symbol.asyncDispose]();
  const gone = await ask();
  assert.equal(gone.code, 1);
  assert.match(gone.stderr, /^not ready: nothing answers at http:\/\/127\.0\.0\.1:\d+\/readyz\n$/);
});

Deno.test("a server whose database does not answer is not ready", async () => {
  await using home = await openHome();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    ({ url }) => new Response(null, { status: url.endsWith("/readyz") ? 503 : 200 }),
  );
  const url = `http://127.0.0.1:${server.addr.port}`;
  const { code, stderr } = await home.run(["ready", "--url", url]);
  assert.equal(code, 1);
  assert.match(stderr, /readyz answers with 503/);
  await server.shutdown();
});

Deno.test("what does not work is named", async () => {
  await using home = await openHome();
  await using server = await serveProgram(program("--database", home.database));
  await Deno.remove(home.database);
  const { code, stderr } = await home.run(["ready", "--url", server.url.origin]);
  assert.equal(code, 1);
  assert.match(stderr, /readyz answers with 503: database failing\n$/);
});

Deno.test("only this machine is asked", async () => {
  await using home = await openHome();
  for (
    const url of ["http://example.com", "https://127.0.0.1:8000", "http://x@127.0.0.1", "8000"]
  ) {
    const { code, stderr } = await home.run(["ready", "--url", url]);
    assert.equal(code, 2, stderr);
    assert.match(stderr, /not a server on this machine/);
  }
});
