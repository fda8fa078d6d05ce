/*
 * Keeps a PostgreSQL server ready for a test run: one of its own or, given a third argument, the
 * one at that address. Ends with the process of the run, however that ends, so that nothing is left
 * behind. Writes the address to `url` in its folder when all is ready. Arguments: an empty folder,
 * id of the process, address of a server.
 */
import process from "node:process";
import { openPostgres } from "../../../src/storage/postgres/postgres.ts";
import { type Cluster, makeCluster, startCluster } from "../postgres/cluster.ts";
import { newClusterFolder } from "../postgres/cluster_folder.ts";
import { postgresAddress } from "../../../src/storage/address/postgres_address.ts";
import { createDatabase, databaseAt, dropDatabase, templateOf } from "../postgres/databases.ts";

/** How soon it ends after the run did. */
const LOOK_MS = 200;

const [folder = "", owner = "", given] = Deno.args;
// A signal to the run may reach this process, too; it ends when the run has ended.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  Deno.addSignalListener(signal, () => {});
}

const files = given === undefined ? await newClusterFolder() : undefined;
try {
  const cluster = files === undefined ? undefined : await ownCluster(files);
  const url = cluster?.url ?? given ?? "";
  const template = templateOf(Number(owner));
  await createDatabase(url, template);
  await (await openPostgres(postgresAddress(databaseAt(url, template))))[Symbol.asyncDispose]();
  await announce(url);
  await untilGone(Number(owner), cluster?.process.status);
  // A cluster of its own is stopped at once: no connections are left.
  if (cluster === undefined) await dropDatabase(url, template);
  else await end(cluster);
} finally {
  if (files !== undefined) await Deno.remove(files, { recursive: true });
  await Deno.remove(folder, { recursive: true });
}

async function ownCluster(files: string): Promise<Cluster> {
  await makeCluster(files);
  // Programs that are to trust the server may not all read its files.
  await Deno.copyFile(`${files}/server.crt`, `${folder}/server.crt`);
  return await startCluster(files);
}

/** In one step, so that a reader never sees a part of it. */
async function announce(url: string): Promise<void> {
  await Deno.writeTextFile(`${folder}/url.new`, url);
  await Deno.rename(`${folder}/url.new`, `${folder}/url`);
}

async function untilGone(pid: number, serverEnded: Promise<unknown> = new Promise(() => {})) {
  let isOver = false;
  const over = serverEnded.then(() => isOver = true);
  while (!isOver && isRunning(pid)) {
    await Promise.race([over, new Promise((resolve) => setTimeout(resolve, LOOK_MS))]);
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function end({ process }: Cluster): Promise<void> {
  try {
    process.kill("SIGQUIT");
  } catch {
    // It ended by itself.
  }
  await process.status;
}
