import type { DatabaseAddress } from "../storage/address/database_address.ts";
import type { Database } from "../storage/database.ts";
import type { Runner } from "./runner.ts";
import { threadRunner } from "./thread_runner.ts";
import { workerRunner } from "./worker_runner.ts";

/** One job beside the main thread on small machines, two on any other. */
const AT_ONCE = navigator.hardwareConcurrency > 2 ? 2 : 1;
/** A server works beside this machine. */
const ON_A_SERVER = 2;
const WAITING = 100;

/**
 * The runner for a database: threads of their own, but turns with all other work for one in memory.
 *
 * @param onNoThread Called once with the reason why there are no threads; jobs then run in this
 * one.
 */
export function startRunner(
  { readLong, cancelQuery }: Pick<Database, "readLong" | "cancelQuery">,
  address: DatabaseAddress,
  onNoThread: (error: unknown) => void,
): Runner {
  const room = { atOnce: address.kind === "server" ? ON_A_SERVER : AT_ONCE, waiting: WAITING };
  const instead = threadRunner(readLong, room);
  if (address.kind === "memory") return instead;
  return workerRunner({ address, cancelQuery }, { ...room, instead, onNoThread });
}
