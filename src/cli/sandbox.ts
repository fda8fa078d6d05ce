import { fileURLToPath } from "node:url";
import { RestaurantError } from "../values/errors.ts";

/**
 * Everything below them is granted at the start, because the files to be named are not known yet.
 */
const ROOTS = Deno.build.os === "windows" ? drives() : ["/"];

/** Where Windows keeps its files in trees; `/` is only the one of the current drive. */
export function drives(): string[] {
  return [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].map((letter) => `${letter}:\\`);
}

/** Where the program may listen, until it does. */
const LISTEN_HOSTS = ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "[::]"];

/** The files and folders that a command works with. */
export interface Files {
  readonly read?: readonly string[];
  /** Read and written. */
  readonly write?: readonly string[];
  /** Whether the browser is still to be opened. */
  readonly opensBrowser?: boolean;
}

/**
 * The program's own modules and the feedback model: each thread that it starts for long reads loads
 * them. In a binary they lie together, in a folder of its own that does not exist outside of it.
 */
const MODULES = Deno.build.standalone
  ? [new URL("./", Deno.mainModule)]
  : [new URL("../", import.meta.url), new URL("../../data/feedback/", import.meta.url)];

/**
 * Gives up permission for every file except these and its own modules, and to start programs, for
 * good. Does nothing if the program was started with narrower permissions already, or with a
 * permission for everything that Deno cannot narrow.
 */
export function keepFiles({ read = [], write = [], opensBrowser = false }: Files): void {
  if (!opensBrowser) dropPrograms();
  const modules = MODULES.filter(({ protocol }) => protocol === "file:")
    .map((url) => fileURLToPath(url));
  for (const path of [...modules, ...read, ...write]) {
    Deno.permissions.requestSync({ name: "read", path });
  }
  for (const path of write) Deno.permissions.requestSync({ name: "write", path });
  for (const path of ROOTS) {
    Deno.permissions.revokeSync({ name: "read", path });
    Deno.permissions.revokeSync({ name: "write", path });
  }
}

/** Gives up the right to start the system's opener of addresses, the only program that it may start. */
export function dropPrograms(): void {
  if (Deno.permissions.querySync({ name: "run" }).state === "granted") return;
  Deno.permissions.revokeSync({ name: "run" });
}

/**
 * Gives up the permission to listen and with it, because Deno has only one permission for an
 * address, the permission to connect to this machine. What listens already continues.
 *
 * @param hosts `host:port` that the program connects to.
 * @throws {RestaurantError} INVALID_INPUT for one that it may not connect to.
 */
export function keepHosts(hosts: readonly string[]): void {
  for (const host of hosts) {
    if (Deno.permissions.requestSync({ name: "net", host }).state === "granted") continue;
    throw new RestaurantError("INVALID_INPUT", `This build may not connect to ${host}.`, {
      hint: `Build one that may: deno task compile --hosts ${host}`,
    });
  }
  for (const host of LISTEN_HOSTS) Deno.permissions.revokeSync({ name: "net", host });
}
