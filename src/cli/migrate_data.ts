import { dirname } from "node:path";
import { outgoingHosts } from "../config/hosts.ts";
import { type Moved, moveData } from "../transfer/transfer_data.ts";
import { sealText } from "../security/seal.ts";
import { formatDecimal } from "../values/money.ts";
import type { StoredAddress } from "../storage/address/database_address.ts";
import { configuredDatabase, filesFor } from "./configured_database.ts";
import { placeOf } from "./audit_place.ts";
import type { Context } from "./context.ts";
import { printResult, tell } from "./output.ts";
import { progressLine } from "./progress.ts";
import { keepFiles, keepHosts } from "./sandbox.ts";
import { table } from "./table.ts";

/** The options of `migrate-data`. */
export interface MigrateData {
  readonly from: string;
  /** Absent: the configured database. */
  readonly to: string | undefined;
  readonly dryRun: boolean;
}

/**
 * Moves a database and prints what was moved and what was checked.
 *
 * @throws {RestaurantError} as `moveData`.
 */
export async function migrateData(context: Context, wanted: MigrateData): Promise<void> {
  const from = configuredDatabase(context, { database: wanted.from });
  const to = configuredDatabase(context, wanted.to === undefined ? {} : { database: wanted.to });
  const files = [from, to].map(filesFor);
  keepFiles({
    read: files.flatMap(({ read = [] }) => read),
    write: files.flatMap(({ write = [] }) => write),
  });
  keepHosts([from, to].flatMap((database) => outgoingHosts({ database })));
  if (!wanted.dryRun && to.kind === "file") {
    await Deno.mkdir(dirname(to.path), { recursive: true });
  }
  const started = performance.now();
  const moved = await move(context, { from, to, dryRun: wanted.dryRun });
  printResult(report(moved, (performance.now() - started) / 1000));
  if (moved.checks === undefined) return;
  const shown = to.kind === "file" ? to.path : `${to} (with its password)`;
  tell(`Set DATABASE_URL to ${shown} and start the server.`);
  tell(`Nothing writes to ${from} any more; keep it until you have a backup.`);
}

async function move(
  { signal }: Context,
  wanted: { readonly from: StoredAddress; readonly to: StoredAddress; readonly dryRun: boolean },
): Promise<Moved> {
  const line = progressLine("moving", Infinity);
  try {
    return await moveData(wanted, {
      onProgress: (share) => line.show(Math.floor(100 * share)),
      signal,
    });
  } finally {
    line.clear();
  }
}

function report(moved: Moved, seconds: number): string {
  const { totals, rows, hadBefore, isResumed, checks } = moved;
  const filled = Object.entries(totals).filter(([, { rows }]) => rows > 0);
  const counts = table(filled.map(([name, { rows }]) => [name, rows]));
  if (checks === undefined) {
    const how = isResumed ? ", going on with a move that was interrupted" : "";
    return `${counts}\n${formatDecimal(rows, 0)} rows would be moved${how}. Nothing was changed.`;
  }
  const { orders, wrongRollups, audit } = checks;
  return [
    counts,
    `${formatDecimal(rows, 0)} rows are moved` +
    (isResumed ? `, ${formatDecimal(hadBefore, 0)} of them before it was interrupted` : "") +
    `, in ${seconds.toFixed(1)} seconds.`,
    "Compared on both sides: counts, sums of every number, every value of every row.",
    wrongRollups === 0
      ? `Sales figures recounted from ${formatDecimal(orders, 0)} orders: exact.`
      : `Sales figures recounted: ${wrongRollups} differ, as they did in the source.`,
    audit.broken === null
      ? `The audit is intact${
        audit.seals.length === 0 ? "" : `; its seal is ${sealText(audit.seals)}`
      }.`
      : `The audit is broken at ${placeOf(audit.broken)}, as it was in the source.`,
  ].join("\n");
}
