/** A way to a PostgreSQL server that a test can cut. Ends with `await using`. */
export interface Proxy extends AsyncDisposable {
  /** The database's address by this way. */
  readonly url: string;
  /**
   * Cuts the connection at the next such statement: before the server receives it, or after it was
   * executed, before its answer is passed on. Resolves when that is done.
   */
  cutAt(statement: RegExp, when: "before" | "after"): Promise<void>;
  /** Cuts every connection. */
  cut(): void;
  /** Cuts every connection, and ends every new one at once. */
  away(): void;
  back(): void;
  /** New connections lead to another server; those that are open stay. */
  leadTo(server: string): void;
  /** Connections that were made so far. */
  readonly made: number;
}

/** What to cut, and where. */
interface Cut {
  readonly statement: RegExp;
  readonly when: "before" | "after";
  readonly done: () => void;
}

/** Passes on everything between a free port of this machine and a server. */
export function proxyTo(server: string): Proxy {
  let upstream = new URL(server);
  const open = new Set<Disposable>();
  let wanted: Cut | undefined;
  let made = 0;
  // It keeps its port: one that is given up may be taken by another test before it is back.
  let isAway = false;
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const nearby = new URL(server);
  nearby.port = String(listener.addr.port);
  void accept();

  async function accept(): Promise<void> {
    for await (const client of listener) {
      if (isAway) closed(client);
      else void pass(client).catch(() => {});
    }
  }

  async function pass(client: Deno.TcpConn): Promise<void> {
    made++;
    const server = await Deno.connect(placeOf(upstream)).catch(() => undefined);
    const both = { [Symbol.dispose]: () => [client, server].forEach(closed) };
    if (server === undefined) return both[Symbol.dispose]();
    open.add(both);
    let cutting: Cut | undefined;
    const asked = pump(client, server, (text) => {
      if (wanted?.statement.test(text) !== true) return true;
      cutting = wanted;
      wanted = undefined;
      return cutting.when === "after";
    });
    const answered = pump(server, client, () => cutting === undefined);
    await Promise.race([asked, answered]);
    both[Symbol.dispose]();
    open.delete(both);
    cutting?.done();
  }

  function cut(): void {
    for (const both of open) both[Symbol.dispose]();
  }

  function away(): void {
    isAway = true;
    cut();
  }

  return {
    url: nearby.href,
    cutAt: (statement, when) =>
      new Promise((done) => {
        wanted = { statement, when, done };
      }),
    cut,
    away,
    back: () => void (isAway = false),
    leadTo: (server) => void (upstream = new URL(server)),
    get made() {
      return made;
    },
    [Symbol.asyncDispose]() {
      listener.close();
      cut();
      return Promise.resolve();
    },
  };
}

function placeOf({ hostname, port }: URL): Deno.ConnectOptions {
  return { hostname, port: Number(port) };
}

/** Passes on until one side ends, or something comes that may not pass. */
async function pump(
  from: Deno.TcpConn,
  to: Deno.TcpConn,
  mayPass: (text: string) => boolean,
): Promise<void> {
  try {
    for await (const chunk of from.readable.values({ preventCancel: true })) {
      if (!mayPass(new TextDecoder("latin1").decode(chunk))) return;
      await writeAll(to, chunk);
    }
  } catch {
    // It was cut.
  }
}

async function writeAll(to: Deno.TcpConn, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.length;) at += await to.write(chunk.subarray(at));
}

function closed(connection: Deno.TcpConn | undefined): void {
  try {
    connection?.close();
  } catch {
    // It ended by itself.
  }
}
