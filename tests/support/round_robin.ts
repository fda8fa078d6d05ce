/** A load balancer that knows nothing of sessions: each request goes to the next server. */
export interface RoundRobin extends AsyncDisposable {
  readonly url: URL;
  /** How many requests each server got. */
  readonly requests: readonly number[];
}

/** Serves on a free port and passes everything on, in turn. */
export function roundRobin(targets: readonly URL[]): RoundRobin {
  const requests = targets.map(() => 0);
  let next = 0;
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => {
      const index = next++ % targets.length;
      requests[index] = (requests[index] ?? 0) + 1;
      const url = new URL(new URL(request.url).pathname, targets[index]);
      const headers = new Headers(request.headers);
      headers.delete("host");
      const body = request.body === null ? null : await request.arrayBuffer();
      return await fetch(url, { method: request.method, headers, body, signal: request.signal });
    },
  );
  return {
    url: new URL(`http://127.0.0.1:${server.addr.port}/mcp`),
    requests,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}
