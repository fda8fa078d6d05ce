import { checkRollups } from "../restaurant/sales/check_rollups.ts";
import type { AuditVerdict } from "../security/verify_audit.ts";
import { verifyAudit } from "../security/verify_audit.ts";
import { isSameDatabase, type StoredAddress } from "../storage/address/database_address.ts";
import { holdSource } from "../storage/transfer/held_source.ts";
import {
  lookAtTarget,
  type MoveTarget,
  openTarget,
  settle,
} from "../storage/transfer/transfer_target.ts";
import { readTotals, type Totals } from "../storage/transfer/table_totals.ts";
import { beginMove, finishMove } from "../storage/migrations/unfinished_transfer.ts";
import { digestOf } from "../values/digest.ts";
import { RestaurantError } from "../values/errors.ts";
import { sum } from "../values/sum.ts";
import { compareTables } from "./compare_tables.ts";
import { copyTables } from "./copy_tables.ts";

/** Source and target. */
export interface Transition {
  readonly from: StoredAddress;
  readonly to: StoredAddress;
  readonly dryRun: boolean;
}

/** How a move is followed and ended. */
export interface MoveProgress {
  /** Called with the progress, from 0 to 1. */
  onProgress(share: number): void;
  readonly signal: AbortSignal;
}

/** The result of a transfer, or of its dry run. */
export interface Moved {
  /** Of the source, table by table. */
  readonly totals: Totals;
  readonly rows: number;
  /** Rows that an earlier, interrupted move had copied. */
  readonly hadBefore: number;
  /** Whether an interrupted transfer resumes. */
  readonly isResumed: boolean;
  /** The findings of the checks of the target; absent for a dry run. */
  readonly checks?: MoveChecks;
}

/**
 * What is checked besides every row. All rows are equal by then, so an error was in the source
 * already.
 */
export interface MoveChecks {
  readonly orders: number;
  /** Sales rollups that differ from their orders. */
  readonly wrongRollups: number;
  readonly audit: AuditVerdict;
}

/**
 * Transfers everything from one database into another, empty one, with ids, instants, hashes and
 * numbers unchanged. Every batch of rows is a transaction; an interrupted transfer resumes. Until
 * everything is copied and compared, the target cannot be served from.
 *
 * @throws {RestaurantError} CONFLICT if the source is in use or was changed since an interrupted
 * transfer, or the target has other data.
 */
export async function moveData(move: Transition, progress: MoveProgress): Promise<Moved> {
  if (isSameDatabase(move.from, move.to)) throw sameDatabase();
  await using source = await holdSource(move.from);
  const totals = await readTotals(source.reader);
  const fingerprint = digestOf(totals);
  const begun = await lookAtTarget(move.to);
  if (begun !== undefined && begun !== fingerprint) throw changedSince();
  const rows = sum(Object.values(totals).map(({ rows }) => rows));
  const plan = { totals, rows, hadBefore: 0, isResumed: begun !== undefined };
  if (move.dryRun) return plan;
  await using target = await openTarget(move.to, begun !== undefined);
  if (begun === undefined) await beginMove(target.writer, fingerprint);
  const hooks = { onRows: sharesOf(2 * rows, progress), signal: progress.signal };
  const copied = await copyTables(source, target, hooks);
  hooks.onRows(rows - copied);
  await settle(move.to, target);
  await compareTables(source, target, totals, hooks);
  const checks = await check(target, progress.signal);
  await finishMove(target.writer, fingerprint);
  return { ...plan, hadBefore: rows - copied, checks };
}

function sharesOf(all: number, { onProgress }: MoveProgress): (count: number) => void {
  let done = 0;
  return (count) => {
    done += count;
    onProgress(all === 0 ? 1 : done / all);
  };
}

async function check({ writer }: MoveTarget, signal: AbortSignal): Promise<MoveChecks> {
  const { orders, different } = await checkRollups(writer);
  return { orders, wrongRollups: different, audit: await verifyAudit(writer, { signal }) };
}

function sameDatabase(): RestaurantError {
  return new RestaurantError("INVALID_INPUT", "From and to are the same database.", {
    hint: "Give the existing database first, then a new, empty one.",
  });
}

function changedSince(): RestaurantError {
  return new RestaurantError(
    "CONFLICT",
    "The target holds part of another database, or of this one before it was changed.",
    { hint: "Use a new, empty database; the source is unchanged." },
  );
}
