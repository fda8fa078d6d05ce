import type { DatabaseAddress } from "../storage/address/database_address.ts";
import type { Database } from "../storage/database.ts";
import type { Runner } from "./runner.ts";
import { threadRunner } from "./thread_runner.ts";
import { workerRunner } from "./worker_runner.ts";

/** One job beside the main thread on small machines, two on any other. */
const AT_ONCE = navigator.hardwareConcurrency > 2 ? 2 : 1;
const ON_A_SERVER = 2;
const WAITING = 100;

/**
 * The runner for a database: threads of their own for a file, a pool of its own on a server, turns
 * with all other work in memory.
 *
 * @param onNoThread Called once with the reason why a file has no thread; jobs then run in this
 * one.
 */
export function startRunner(
  { readLong }: Pick<Database, "readLong">,
  address: DatabaseAddress,
  onNoThread: (error: unknown) => void,
): Runner {
  const atOnce = address.kind === "server" ? ON_A_SERVER : AT_ONCE;
  const instead = threadRunner(readLong, { atOnce, waiting: WAITING });
  if (address.kind !== "file") return instead;
  return workerRunner(address, { atOnce, waiting: WAITING, instead, onNoThread });
}
