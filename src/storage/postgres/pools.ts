import type { PostgresAddress } from "../address/postgres_address.ts";
import type { OnWaited } from "../database.ts";
import { MOST_LONG_READS } from "./long_reads.ts";
import { openPool, type Pool, type PoolUse } from "./pool.ts";

/** Statements of a transaction go out together, and each is planned once for a connection. */
const WRITING = { isPrepared: true, isPipelined: true };
/** How long a call waits to be counted, at most, before it is served uncounted. */
const COUNT_MS = 1000;

/** The connections of an open database, by what they are for. */
export type Pools = Readonly<Record<"read" | "write" | "lookup" | "count" | "long", Pool>>;

/**
 * Writes have connections of their own, so that a report never takes one that an order needs. Only
 * reports are planned each time: they read so much that the best plan depends on the parameters.
 */
export function openPools(address: PostgresAddress, onWaited: OnWaited): Pools {
  const open = (name: string, use: PoolUse) =>
    openPool(address, { ...use, onWaited: (seconds) => onWaited(name, seconds) });
  const { min, max } = address.connections;
  const writers = { min: Math.floor(min / 2), max: Math.floor(max / 2), ...WRITING };
  const readers = { min: min - writers.min, max: max - writers.max, readOnly: true };
  const few = { min: 0, max: 2, isPrepared: true };
  return {
    read: open("read", readers),
    write: open("write", writers),
    // Every call looks something up and is counted before it does anything: it waits for no other
    // call to do that.
    lookup: open("lookup", { ...few, readOnly: true }),
    count: open("count", { ...few, patienceMs: COUNT_MS }),
    long: open("long", { min: 0, max: MOST_LONG_READS, readOnly: true }),
  };
}
