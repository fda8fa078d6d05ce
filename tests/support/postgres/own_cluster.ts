import { makeCluster, startCluster, stopCluster } from "./cluster.ts";
import { createDatabase, databaseAt } from "./databases.ts";

/** A PostgreSQL server that one test has for itself and may stop. Gone when disposed. */
export interface OwnCluster extends AsyncDisposable {
  /** Address of an empty database on it, the same after every start. */
  readonly url: string;
  /** `immediate` is as if the power failed: nobody is told, and the next start recovers. */
  stop(mode: "fast" | "immediate"): Promise<void>;
  start(): Promise<void>;
}

const DATABASE = "restaurant";

/** What is acknowledged survives, as on a server of somebody's own. */
const DURABLE = { fsync: "on", full_page_writes: "on", synchronous_commit: "on" };

/** Makes and starts a server. */
export async function ownCluster(): Promise<OwnCluster> {
  const folder = await Deno.makeTempDir({ prefix: "restaurant-mcp-cluster-" });
  await makeCluster(folder);
  let cluster = await startCluster(folder, undefined, DURABLE);
  let isRunning = true;
  const port = Number(new URL(cluster.url).port);
  await createDatabase(cluster.url, DATABASE);

  async function stop(mode: "fast" | "immediate"): Promise<void> {
    await stopCluster(folder, mode);
    await cluster.process.status;
    isRunning = false;
  }

  return {
    url: databaseAt(cluster.url, DATABASE),
    stop,
    async start() {
      cluster = await startCluster(folder, port, DURABLE);
      isRunning = true;
    },
    async [Symbol.asyncDispose]() {
      if (isRunning) await stop("immediate");
      await Deno.remove(folder, { recursive: true });
    },
  };
}
