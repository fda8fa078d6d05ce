import { type Cluster, makeCluster, startCluster } from "../tests/support/postgres/cluster.ts";

/** As a server that keeps what it acknowledged; the tests' own need not. */
const DURABLE = { fsync: "on", full_page_writes: "on", synchronous_commit: "on", autovacuum: "on" };

/** A PostgreSQL server of its own with the settings that PostgreSQL has by default; disposed, it ends. */
export async function durableServer(): Promise<Pick<Cluster, "url"> & AsyncDisposable> {
  const folder = await Deno.makeTempDir();
  await makeCluster(folder);
  const { url, process } = await startCluster(folder, undefined, DURABLE);
  return {
    url,
    async [Symbol.asyncDispose]() {
      process.kill("SIGINT");
      await process.status;
      await Deno.remove(folder, { recursive: true });
    },
  };
}
