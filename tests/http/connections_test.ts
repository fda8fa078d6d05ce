import assert from "node:assert/strict";
import {
  CONNECTION_LIMITS,
  type ConnectionLimits,
  type Handle,
  listenFor,
  type Listening,
} from "../../src/http/connections.ts";

/** Long enough to never matter unless a test shortens it. */
const PATIENT: ConnectionLimits = {
  most: 100,
  headersMs: 60_000,
  requestMs: 120_000,
  idleMs: 60_000,
  unreadMs: 60_000,
};

const HEAD = "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n";

interface Served extends AsyncDisposable {
  readonly listening: Listening;
  connect(): Promise<Deno.TcpConn>;
}

async function serving(
  limits: Partial<ConnectionLimits>,
  handle: Handle = async (request) => new Response(await request.text()),
): Promise<Served> {
  const listening = await listenFor({ host: "127.0.0.1", port: 0 }, handle, {
    ...PATIENT,
    ...limits,
  });
  const opened: Deno.TcpConn[] = [];
  return {
    listening,
    async connect() {
      const connection = await Deno.connect({ hostname: "127.0.0.1", port: listening.port });
      opened.push(connection);
      return connection;
    },
    async [Symbol.asyncDispose]() {
      for (const connection of opened) connection.close();
      await listening.shutdown();
    },
  };
}

async function send(connection: Deno.TcpConn, text: string): Promise<void> {
  await connection.write(new TextEncoder().encode(text));
}

/** All that comes until the server closes. */
async function untilClosed(connection: Deno.TcpConn): Promise<string> {
  const buffer = new Uint8Array(65_536);
  let text = "";
  for (;;) {
    const count = await connection.read(buffer).catch(() => null);
    if (count === null) return text;
    text += new TextDecoder().decode(buffer.subarray(0, count));
  }
}

Deno.test("a connection that sends nothing, or half of its headers, is closed", async () => {
  await using served = await serving({ headersMs: 200 });
  const silent = await served.connect();
  const half = await served.connect();
  await send(half, HEAD);
  for (const closed of await Promise.all([untilClosed(silent), untilClosed(half)])) {
    assert.match(closed, /^(?:HTTP\/1\.1 408 |$)/);
  }
});

Deno.test("a body that does not come is given up", async () => {
  const ended = Promise.withResolvers<unknown>();
  await using served = await serving({ headersMs: 100, requestMs: 200 }, async (request) => {
    ended.resolve(await request.text().then(() => "whole", (error) => error));
    return new Response("too late");
  });
  const half = await served.connect();
  await send(half, `${HEAD}\r\nhalf a body`);
  assert.doesNotMatch(await untilClosed(half), /200 OK/);
  assert.ok(await ended.promise instanceof Error);
});

Deno.test("a connection without a further request is closed", async () => {
  await using served = await serving({ idleMs: 100 });
  const idle = await served.connect();
  await send(idle, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  assert.match(await untilClosed(idle), /^HTTP\/1\.1 200 OK/);
});

Deno.test("an answer that is not read is given up, and what makes it ends", async () => {
  const ended = Promise.withResolvers<void>();
  const chunk = new Uint8Array(65_536);
  await using served = await serving({ unreadMs: 200 }, () =>
    new Response(
      new ReadableStream({
        pull: (controller) => controller.enqueue(chunk),
        cancel: () => ended.resolve(),
      }),
    ));
  const unread = await served.connect();
  await send(unread, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  await ended.promise;
});

Deno.test("a client that leaves ends what makes its answer", async () => {
  const began = Promise.withResolvers<AbortSignal>();
  const ended = Promise.withResolvers<void>();
  await using served = await serving({}, ({ signal }) => {
    began.resolve(signal);
    return new Response(new ReadableStream({ cancel: () => ended.resolve() }));
  });
  const leaving = await Deno.connect({ hostname: "127.0.0.1", port: served.listening.port });
  await send(leaving, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const signal = await began.promise;
  leaving.close();
  await ended.promise;
  assert.ok(signal.aborted);
});

Deno.test("what comes beyond the cap is closed at once, the others are served", async () => {
  await using served = await serving({ most: 2 });
  const [first, second] = [await served.connect(), await served.connect()];
  for (const one of [first, second]) await send(one, "GET / HTTP/1.1\r\n");
  const third = await served.connect();
  assert.equal(await untilClosed(third), "");
  for (const one of [first, second]) {
    await send(one, "Host: localhost\r\nConnection: close\r\n\r\n");
    assert.match(await untilClosed(one), /^HTTP\/1\.1 200 OK/);
  }
});

Deno.test("the limits fit each other and the unit's number of open files", async () => {
  const { most, headersMs, requestMs, idleMs } = CONNECTION_LIMITS;
  assert.ok(headersMs < requestMs && requestMs < idleMs);
  const unit = await Deno.readTextFile(
    new URL("../../deploy/restaurant-mcp.service", import.meta.url),
  );
  const files = Number(/^LimitNOFILE=(\d+)$/m.exec(unit)?.[1]);
  assert.ok(files >= most + 511 + 500);
});
