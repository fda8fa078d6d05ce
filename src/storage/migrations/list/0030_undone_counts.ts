import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { execute } from "../../execute.ts";

const STATEMENTS = [
  `alter table stock_movements add column undone_at text`,
  `create index changes_by_undoing on changes (undone_by) where undone_by is not null`,
];

/** A change of stock that was undone, and when. */
interface UndoneChange {
  readonly id: string;
  readonly subject_id: string;
  readonly before: string;
  readonly after: string;
  readonly changed_at: string;
  readonly undone_by: string;
  readonly undone_at: string;
}

/** What such a change stored. */
interface State {
  readonly movement?: string;
  readonly shelves: readonly { readonly location_id: string; readonly on_hand: number }[];
}

/** A count that was undone is marked in the ledger, so that no reader takes it for one. */
export const undoneCounts: Migration = {
  async up(database) {
    await execute(database, STATEMENTS);
    const undone = new Map((await readUndoneChanges(database)).map((one) => [one.id, one]));
    for (const change of undone.values()) await markCount(database, change, undone);
  },
};

async function readUndoneChanges(database: Kysely<unknown>): Promise<UndoneChange[]> {
  const { rows } = await sql<UndoneChange>`
    select undone.id, undone.subject_id, undone.before, undone.after, undone.changed_at,
      undone.undone_by, undoing.changed_at as undone_at
    from changes undone join changes undoing on undoing.id = undone.undone_by
    where undone.kind = 'stock'`.execute(database);
  return rows;
}

async function markCount(
  database: Kysely<unknown>,
  change: UndoneChange,
  undone: ReadonlyMap<string, UndoneChange>,
): Promise<void> {
  const undone_at = whenUndone(change, undone);
  const before: State = JSON.parse(change.before);
  const after: State = JSON.parse(change.after);
  if (undone_at === null || after.movement !== "count") return;
  for (const [index, { location_id, on_hand }] of after.shelves.entries()) {
    const quantity = on_hand - (before.shelves[index]?.on_hand ?? 0);
    await sql`update stock_movements set undone_at = ${undone_at} where id = (
      select max(id) from stock_movements
      where location_id = ${location_id} and ingredient_id = ${change.subject_id}
        and kind = 'count' and moved_at = ${change.changed_at} and quantity = ${quantity}
        and undone_at is null)`.execute(database);
  }
}

/** When it was last undone; null if the undoing was undone in turn, so that the change stands. */
function whenUndone(
  change: UndoneChange,
  undone: ReadonlyMap<string, UndoneChange>,
): string | null {
  const next = undone.get(change.undone_by);
  if (next === undefined) return change.undone_at;
  const after = undone.get(next.undone_by);
  return after === undefined ? null : whenUndone(after, undone);
}
