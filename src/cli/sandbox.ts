import { fileURLToPath } from "node:url";
import { RestaurantError } from "../values/errors.ts";

/** Everything below them is granted at the start, as nobody knows yet which files will be named. */
const ROOTS = Deno.build.os === "windows" ? drives() : ["/"];

/** Where Windows keeps its files in trees; `/` is only the one of the current drive. */
export function drives(): string[] {
  return [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].map((letter) => `${letter}:\\`);
}

/** Where the program may listen, as long as it does not yet. */
const LISTEN_HOSTS = ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "[::]"];

/** The files and folders that a command works with. */
export interface Files {
  readonly read?: readonly string[];
  /** Read and written. */
  readonly write?: readonly string[];
  /** Whether the browser is still to be opened. */
  readonly opensBrowser?: boolean;
}

/** The program's own modules: each thread that it starts for long reads loads them. */
const MODULES = new URL("../", import.meta.url);

/**
 * Gives up the right to every file but these and its own modules, and to start programs; neither can
 * be had back. Does nothing where the program was started with narrower rights already, or with a
 * right to everything that Deno cannot narrow.
 */
export function keepFiles({ read = [], write = [], opensBrowser = false }: Files): void {
  if (!opensBrowser) dropPrograms();
  const modules = MODULES.protocol === "file:" ? [fileURLToPath(MODULES)] : [];
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
 * Gives up the right to listen and with it, as Deno knows only one right to an address, the right
 * to connect to this machine. What listens already goes on.
 *
 * @param hosts `host:port` of what the program connects to.
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
