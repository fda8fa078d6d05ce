import { Command } from "commander";
import { dirname } from "node:path";
import { openDatabase } from "../open_database.ts";
import { outgoingHosts } from "../../config/hosts.ts";
import { pruneAudit, type Pruned } from "../../security/prune_audit.ts";
import { sealText } from "../../security/seal.ts";
import { verifyAudit } from "../../security/verify_audit.ts";
import type { Database } from "../../storage/database.ts";
import { isDate } from "../../values/business_day.ts";
import { nowText, systemClock } from "../../values/clock.ts";
import { RestaurantError } from "../../values/errors.ts";
import { formatDecimal } from "../../values/money.ts";
import {
  assertThere,
  configuredDatabase,
  type DatabaseFlags,
  filesFor,
} from "../configured_database.ts";
import { placeOf } from "../audit_place.ts";
import type { Context } from "../context.ts";
import { databaseOption } from "../options.ts";
import { printResult } from "../output.ts";
import { keepFiles, keepHosts } from "../sandbox.ts";

interface PruneFlags extends DatabaseFlags {
  readonly before: string;
  readonly output: string;
}

/** `audit prune`: old entries go to a file, and the chain goes on from a checkpoint. */
export function auditPruneCommand(context: Context): Command {
  return new Command("prune")
    .summary("Move old entries to a file.")
    .description(
      "Write the entries of calls before a date to a new file, one JSON object per line, then remove " +
        "them, even while a server runs. A checkpoint stays, from which `audit verify` goes on, and " +
        "so does the last entry of each chain, however old.",
    )
    .requiredOption("--before <date>", "the first day that is kept, UTC, such as 2027-01-01")
    .requiredOption("--output <file>", "a file that does not exist yet")
    .addOption(databaseOption())
    .action((flags: PruneFlags) => prune(context, flags));
}

async function prune(context: Context, flags: PruneFlags): Promise<void> {
  const { before, output } = flags;
  if (!isDate(before)) {
    throw new RestaurantError("INVALID_INPUT", `--before '${before.slice(0, 40)}' is not a date.`, {
      hint: "Use a date such as 2027-01-31.",
    });
  }
  const database = configuredDatabase(context, flags);
  const { read = [], write = [] } = filesFor(database);
  keepFiles({ read, write: [...write, dirname(output)] });
  keepHosts(outgoingHosts({ database }));
  await assertThere(database);
  await using opened = await openDatabase(database);
  await assertIntact(opened, context.signal);
  printResult(prunedText(await exported(opened, flags, context.signal), output));
}

/** @throws {RestaurantError} CONFLICT: what was tampered with is not to be removed. */
async function assertIntact({ reader }: Database, signal: AbortSignal): Promise<void> {
  const { broken } = await verifyAudit(reader, { signal });
  if (broken === null) return;
  throw new RestaurantError("CONFLICT", `The audit is broken at ${placeOf(broken)}.`, {
    hint: "Nothing was removed. `audit verify` says more.",
  });
}

async function exported(
  database: Database,
  { before, output }: PruneFlags,
  signal: AbortSignal,
): Promise<Pruned> {
  using file = await newFile(output);
  const encoder = new TextEncoder();
  return await pruneAudit(database, {
    before: `${before}T00:00:00.000Z`,
    at: nowText(systemClock),
    signal,
    async save(lines) {
      const bytes = encoder.encode(`${lines}\n`);
      for (let done = 0; done < bytes.length;) done += await file.write(bytes.subarray(done));
    },
    saved: () => file.sync(),
  });
}

async function newFile(path: string): Promise<Deno.FsFile> {
  try {
    return await Deno.open(path, { write: true, createNew: true, mode: 0o600 });
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) {
      throw new RestaurantError("CONFLICT", `${path} exists already.`, {
        hint: "Name another file with --output.",
      });
    }
    throw error;
  }
}

function prunedText({ entries, checkpoints }: Pruned, output: string): string {
  if (entries === 0) return `No entry is that old. ${output} is empty.`;
  return `Moved to ${output}: ${formatDecimal(entries, 0)}.` +
    (checkpoints.length === 0 ? "" : `\nThe audit goes on from ${sealText(checkpoints)}.`);
}
