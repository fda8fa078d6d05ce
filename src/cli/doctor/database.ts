import { checkRollups } from "../../restaurant/sales/check_rollups.ts";
import type { Reader } from "../../storage/database.ts";
import { fileAt } from "../../storage/backup/files.ts";
import { isOwn, notOwn } from "../../storage/migrations/own_database.ts";
import type { Snapshot } from "../../storage/backup/snapshot.ts";
import { assertServerWritable } from "../../storage/postgres/writability.ts";
import { assertFileWritable } from "../../storage/sqlite/writability.ts";
import { counted } from "../../values/counted.ts";
import { RestaurantError } from "../../values/errors.ts";
import { type DoctorContext, failed, type Finding, ok, warning } from "./finding.ts";

/** A snapshot that this version can read; undefined if there is none. */
export function readable({ database }: DoctorContext): Snapshot | undefined {
  if (database === null || database instanceof RestaurantError) return undefined;
  const { applied, missing, unknown } = database.schema;
  return isOwn(applied) && missing.length + unknown.length === 0 ? database : undefined;
}

/** Whether the database is there, and of which version. */
export function checkDatabase({ config, database }: DoctorContext): Finding[] {
  const name = "database";
  if (database === null) return [ok(name, "in memory, gone when the program ends")];
  if (database instanceof RestaurantError) {
    return [failed(name, database.message, database.details.hint)];
  }
  const { applied, missing, unknown, occupant } = database.schema;
  if (!isOwn(applied)) {
    const { message, details } = notOwn(String(config.database), occupant);
    return [failed(name, message, details.hint)];
  }
  if (unknown.length > 0) {
    return [failed(name, "it was written by a newer version", "Update this program.")];
  }
  if (missing.length > 0) {
    return [warning(
      name,
      `${config.database} is of an older version, and not looked into further`,
      "Make a backup, then start the server once: it brings the database up to date.",
    )];
  }
  return [ok(name, `${config.database} opens, schema ${applied.at(-1)}`)];
}

/** Whether others on this machine can read or change it. */
export async function checkFileMode({ config, database }: DoctorContext): Promise<Finding[]> {
  if (config.database.kind !== "file" || database instanceof RestaurantError) return [];
  const { path } = config.database;
  const mode = (await fileAt(path))?.mode ?? null;
  if (mode === null) return [];
  const advice = `chmod 600 ${path}`;
  if ((mode & 0o022) !== 0) {
    return [failed("file", "other users of this machine can change the database", advice)];
  }
  if ((mode & 0o044) !== 0) {
    return [warning("file", "other users of this machine can read the database", advice)];
  }
  return [ok("file", "only its owner can read the database")];
}

/** Whether it can be written to. */
export async function checkWriting(context: DoctorContext): Promise<Finding[]> {
  const { database } = context.config;
  if (readable(context) === undefined || database.kind === "memory") return [];
  if (database.kind === "file") assertFileWritable(database.path);
  else await assertServerWritable(database);
  return [ok("writing", "the database can be written to")];
}

/** Whether everything that is stored can be read. */
export async function checkIntegrity({ database }: DoctorContext): Promise<Finding[]> {
  if (database === null || database instanceof RestaurantError) return [];
  const [first, ...others] = await database.complaints("quick");
  if (first === undefined) return [ok("integrity", "everything that is stored can be read")];
  return [failed(
    "integrity",
    `the file is damaged: ${first}${others.length > 0 ? `, and ${others.length} more` : ""}`,
    "Stop the server and restore a backup: restaurant-mcp restore <backup> --replace",
  )];
}

/** Whether the figures are what the orders of the last two months with sales add up to. */
export async function checkFigures(context: DoctorContext): Promise<Finding[]> {
  const snapshot = readable(context);
  if (snapshot === undefined) return [];
  const since = await lastMonths(snapshot.reader);
  if (since === undefined) return [ok("figures", "nothing was sold yet")];
  const { orders, refunds, different } = await checkRollups(snapshot.reader, since);
  const what = `${counted(orders, "order")} and ${counted(refunds, "refund")} since ${since}`;
  return different === 0 ? [ok("figures", `equal a recount of ${what}`)] : [failed(
    "figures",
    `${counted(different, "figure")} differ from a recount of ${what}`,
    "The file was changed outside this program: restore a backup, and report it.",
  )];
}

/** The month before the last one with sales. */
async function lastMonths(reader: Reader): Promise<string | undefined> {
  const { last } = await reader.selectFrom("sales_rollups")
    .select(({ fn }) => fn.max("business_date").as("last")).executeTakeFirstOrThrow();
  if (last === null) return undefined;
  return Temporal.PlainDate.from(last).toPlainYearMonth().subtract({ months: 1 }).toString();
}
