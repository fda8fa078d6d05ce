import { openDescriptors } from "./process_use.ts";
import { startChild } from "./processes.ts";

/** A server of its own process with a clock that the test sets; ends with `await using`. */
export interface FastServer extends AsyncDisposable {
  readonly url: URL;
  /** Sets its time. */
  setClock(at: Temporal.Instant): Promise<void>;
  /** Removes what is kept no longer, as the server itself does later. */
  retain(): Promise<void>;
  /** Bytes on its heap after everything unreachable is collected. */
  memory(): Promise<number>;
  /** How many files and connections it has open. */
  descriptors(): number;
}

/** Serves a database from a moment on. */
export async function serveFast(database: string, begins: Temporal.Instant): Promise<FastServer> {
  const { process, lines } = startChild("fast_server.ts", database, String(begins));
  const { value } = await lines.next();
  if (value === undefined) throw new Error("The server ended before it listened");
  const url = new URL(value);
  const client = Deno.createHttpClient({});
  const get = async (path: string) => await (await fetch(new URL(path, url), { client })).text();
  return {
    url,
    setClock: async (at) => void await get(`/clock/${at}`),
    retain: async () => void await get("/retention"),
    memory: async () => JSON.parse(await get("/memory")),
    descriptors: () => openDescriptors(process.pid),
    async [Symbol.asyncDispose]() {
      client.close();
      process.kill("SIGTERM");
      await process.status;
      await lines.return(undefined);
    },
  };
}
