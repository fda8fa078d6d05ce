import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { systemClock } from "../../../values/clock.ts";
import { digestOf } from "../../../values/digest.ts";

/** The last entry of a chain that there is, or the last that was removed. */
interface Seal {
  readonly sequence: number;
  readonly hash: string;
}

/** Up to where a chain was removed. */
interface Checkpoint extends Seal {
  readonly location_id: string;
}

/**
 * The house says of each chain up to where it was exported and removed, as `audit prune` does from
 * now on: a checkpoint that no entry vouches for is forged.
 */
export const recordedRemovals: Migration = {
  async up(database) {
    const { rows: checkpoints } = await sql<Checkpoint>`
      select location_id, sequence, hash from audit_checkpoints order by location_id, sequence`
      .execute(database);
    // Of several checkpoints of a chain the last counts.
    const removed = new Map(checkpoints.map((one) => [one.location_id, one]));
    if (removed.size === 0) return;
    let last = await lastOfHouse(database, removed.get(""));
    for (const checkpoint of removed.values()) last = await addEntry(database, last, checkpoint);
    await sql`insert into location_counters (location_id, name, value)
      values ('', 'audit_entries', ${last.sequence})
      on conflict (location_id, name) do update set value = excluded.value`.execute(database);
  },
};

async function lastOfHouse(
  database: Kysely<unknown>,
  checkpoint: Seal | undefined,
): Promise<Seal> {
  const { rows: [last] } = await sql<Seal>`
    select sequence, hash from audit_entries where location_id = ''
    order by sequence desc limit 1`.execute(database);
  return last ?? checkpoint ?? { sequence: 0, hash: "0".repeat(64) };
}

async function addEntry(
  database: Kysely<unknown>,
  last: Seal,
  removed: Checkpoint,
): Promise<Seal> {
  const sequence = last.sequence + 1;
  const at = systemClock().toString({ smallestUnit: "millisecond" });
  const columns = [
    ...[sequence, at, "restaurant-mcp", "audit/prune", removed.location_id, removed.hash, "[]"],
    ...[removed.sequence, "ok", 0, "MIGRATED", null],
  ];
  // As `hashAfter` seals an entry.
  const hash = digestOf([last.hash, ...columns]);
  await sql`insert into audit_entries (location_id, sequence, at, principal, method, target,
      arguments_digest, locations, row_count, outcome, duration_ms, request_id, trace_id, hash, calls)
    values ('', ${sql.join(columns)}, ${hash}, 1)`.execute(database);
  return { sequence, hash };
}
