import { tmpdir } from "node:os";
import { exists, isFirst } from "../first.ts";

const SERVER = new URL("../children/postgres_server.ts", import.meta.url).pathname;

/** Else what only tests use would be noted in the lock file of the program. */
const LOCK = new URL("../../deno.lock", import.meta.url).pathname;

const LOOK_MS = 50;

/**
 * The address of the PostgreSQL server that the tests of this run share: that of TEST_DATABASE_URL,
 * whose user is a superuser, else one that the first of them starts and that ends with the run.
 */
export function postgresServer(): Promise<string> {
  return shared ??= findServer();
}

/**
 * The certificate of that server, which names it by its address only; undefined if it is an
 * external one.
 */
export const serverCertificate: string | undefined = Deno.env.get("TEST_DATABASE_URL")
  ? undefined
  : `${folderOfRun()}/server.crt`;

let shared: Promise<string> | undefined;

/** The files of a run are tested side by side, in one process. */
function folderOfRun(): string {
  return `${tmpdir()}/restaurant-mcp-postgres-${Deno.pid}`;
}

async function findServer(): Promise<string> {
  const folder = folderOfRun();
  if (await isFirst(folder)) startServer(folder, Deno.env.get("TEST_DATABASE_URL"));
  return await addressIn(folder);
}

function startServer(folder: string, given: string | undefined): void {
  const args = [folder, String(Deno.pid), ...(given ? [given] : [])];
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-check", "--quiet", `--lock=${LOCK}`, "-A", SERVER, ...args],
    stdin: "null",
    stdout: "null",
    stderr: "inherit",
  }).spawn();
  child.unref();
}

async function addressIn(folder: string): Promise<string> {
  for (;;) {
    const url = await Deno.readTextFile(`${folder}/url`).catch(() => undefined);
    if (url !== undefined) return url;
    if (!await exists(folder)) throw new Error("PostgreSQL did not start; it said why.");
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
