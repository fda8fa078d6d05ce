import { connectClient, type TestClient } from "./clients.ts";
import { program, type ServedProgram, serveProgram } from "./server_process.ts";

/** Limits that no test reaches. */
export const UNLIMITED = "write=1000000/60,read=1000000/60,expensive=1000000/60,http=1000000/60";

/** One of several processes on a database, and a client of it. */
export interface Replica extends AsyncDisposable {
  readonly url: URL;
  readonly client: TestClient;
  /** The status with which a path answers. */
  status(path: string): Promise<number>;
  /** The figures of /metrics by name with labels, without the common prefix. */
  figures(): Promise<ReadonlyMap<string, number>>;
  readonly process: ServedProgram;
}

/** Serves a database with a process of its own, as the `start` task would. */
export async function startReplica(
  database: string,
  { token, limits = UNLIMITED }: { readonly token?: string; readonly limits?: string } = {},
): Promise<Replica> {
  await using opened = new AsyncDisposableStack();
  const process = opened.use(
    await serveProgram(program("--database", database, "--rate-limit", limits)),
  );
  const client = opened.use(await connectClient(process.url, token));
  const ended = opened.move();
  return {
    url: process.url,
    client,
    process,
    async status(path) {
      const response = await fetch(new URL(path, process.url));
      await response.body?.cancel();
      return response.status;
    },
    async figures() {
      const text = await (await fetch(new URL("/metrics", process.url))).text();
      const lines = text.split("\n").filter((line) => /^[a-z]/.test(line));
      return new Map(lines.map((line) => {
        const [name = "", value = ""] = line.split(/ (?=\S+$)/);
        return [name.replace("restaurant_mcp_", ""), Number(value)];
      }));
    },
    [Symbol.asyncDispose]: () => ended[Symbol.asyncDispose](),
  };
}
