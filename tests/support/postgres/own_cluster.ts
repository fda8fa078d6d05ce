import { removeAfterTests } from "../after_tests.ts";
import { onceInRun } from "../once_in_run.ts";
import { type Cluster, makeCluster, startCluster, stopCluster } from "./cluster.ts";
import { newClusterFolder } from "./cluster_folder.ts";
import { ask, createDatabase, databaseAt } from "./databases.ts";

/** A PostgreSQL server that one test has for itself and may stop. Gone when disposed. */
export interface OwnCluster extends AsyncDisposable {
  /** Address of an empty database on it, the same after every start. */
  readonly url: string;
  /**
   * `immediate` is like a power failure: connections are not closed, and the next start recovers.
   */
  stop(mode: "fast" | "immediate"): Promise<void>;
  start(): Promise<void>;
}

/** A server and a copy of it that follows, may be read, and can take over. */
export interface ClusterWithCopy extends AsyncDisposable {
  readonly primary: OwnCluster;
  readonly copy: OwnCluster;
  /** From now on the copy is a server of its own. */
  promote(): Promise<void>;
}

const DATABASE = "restaurant";

/** Acknowledged writes survive, as on a real server. */
const DURABLE = { fsync: "on", full_page_writes: "on", synchronous_commit: "on" };
/** Acknowledged writes can be read from the standby, too. */
const COPIED = {
  ...DURABLE,
  synchronous_commit: "remote_apply",
  wal_level: "replica",
  max_wal_senders: "10",
  synchronous_standby_names: "*",
};

/** Makes and starts a server. */
export async function ownCluster(): Promise<OwnCluster> {
  const folder = await newClusterFolder();
  await copyWhole(await madeCluster(), folder);
  const cluster = await clusterIn(folder, DURABLE);
  await createDatabase(cluster.url, DATABASE);
  return cluster;
}

/** Makes and starts a server and its copy. */
export async function clusterWithCopy(): Promise<ClusterWithCopy> {
  await using made = new AsyncDisposableStack();
  const folder = await newClusterFolder();
  const copied = await newClusterFolder();
  await copyWhole(await madeCluster(), folder);
  await copyWhole(folder, copied);
  await Deno.writeTextFile(`${copied}/data/standby.signal`, "");
  const primary = made.use(await clusterIn(folder, COPIED));
  const copy = made.use(
    await clusterIn(copied, {
      ...COPIED,
      synchronous_standby_names: "",
      primary_conninfo: primary.url.replace(/[^/]*$/, "postgres"),
    }),
  );
  await createDatabase(primary.url, DATABASE);
  const both = made.move();
  return {
    primary,
    copy,
    promote: async () => void await ask(databaseAt(copy.url, "postgres"), "select pg_promote()"),
    [Symbol.asyncDispose]: () => both[Symbol.asyncDispose](),
  };
}

async function clusterIn(
  folder: string,
  settings: Readonly<Record<string, string>>,
): Promise<OwnCluster> {
  endWithTests(folder);
  let running: Cluster | undefined = await startCluster(folder, undefined, settings);
  const { url } = running;
  const port = Number(new URL(url).port);

  async function stop(mode: "fast" | "immediate"): Promise<void> {
    await stopCluster(folder, mode);
    await running?.process.status;
    running = undefined;
  }

  return {
    url: databaseAt(url, DATABASE),
    stop,
    async start() {
      running = await startCluster(folder, port, settings);
    },
    async [Symbol.asyncDispose]() {
      if (running !== undefined) await stop("immediate");
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/** The folder of a cluster that no server uses. */
function madeCluster(): Promise<string> {
  return onceInRun("cluster", async (path) => {
    await Deno.mkdir(path);
    await makeCluster(path);
  });
}

/** With owners and links. */
async function copyWhole(from: string, to: string): Promise<void> {
  const { success } = await new Deno.Command("cp", { args: ["-a", `${from}/.`, to] }).output();
  if (!success) throw new Error(`${from} cannot be copied`);
}

/** No server is left behind if the tests are killed. */
function endWithTests(folder: string): void {
  removeAfterTests(folder, 'kill -QUIT "$(head -n 1 "$0/data/postmaster.pid")"; sleep 1');
}
