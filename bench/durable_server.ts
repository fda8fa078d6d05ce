import { type Cluster, makeCluster, startCluster } from "../tests/support/postgres/cluster.ts";

/** PostgreSQL's defaults, for what the tests' own server has otherwise: it need not keep anything. */
const DEFAULTS = {
  fsync: "on",
  full_page_writes: "on",
  synchronous_commit: "on",
  autovacuum: "on",
  jit: "on",
  wal_level: "replica",
  max_wal_senders: "10",
  max_wal_size: "1GB",
  shared_buffers: "128MB",
};

/** A PostgreSQL server of its own with the settings that PostgreSQL has by default; disposed, it ends. */
export async function durableServer(): Promise<Pick<Cluster, "url"> & AsyncDisposable> {
  const folder = await Deno.makeTempDir();
  await makeCluster(folder);
  const { url, process } = await startCluster(folder, undefined, DEFAULTS);
  return {
    url,
    async [Symbol.asyncDispose]() {
      process.kill("SIGINT");
      await process.status;
      await Deno.remove(folder, { recursive: true });
    },
  };
}
