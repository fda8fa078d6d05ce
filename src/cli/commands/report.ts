import { Argument, Command, Option } from "commander";
import { dirname } from "node:path";
import { outgoingHosts } from "../../config/hosts.ts";
import {
  FORMAT_FILES,
  REPORT_FORMATS,
  type ReportFormat,
} from "../../report/output/write_report.ts";
import { chooseLocations } from "../../restaurant/locations/location.ts";
import { findPurchaseOrder } from "../../restaurant/reporting/purchase_order.ts";
import type { ReportQuestion } from "../../restaurant/reporting/report_job.ts";
import { REPORT_TYPES } from "../../restaurant/reporting/report_types.ts";
import { fileNameOf, reportPeriod } from "../../restaurant/reporting/request.ts";
import { DATE_RANGES, dateRange, todayAt } from "../../restaurant/sales/date_range.ts";
import { openSnapshot } from "../../storage/backup/snapshot.ts";
import { assertCurrent } from "../../storage/migrations/schema_state.ts";
import type { Reader } from "../../storage/database.ts";
import { RestaurantError } from "../../values/errors.ts";
import { systemClock } from "../../values/clock.ts";
import { configuredDatabase, type DatabaseFlags, filesFor } from "../configured_database.ts";
import type { Context } from "../context.ts";
import { databaseOption } from "../options.ts";
import { printBytes, tell } from "../output.ts";
import { reportFormat } from "../report_format.ts";
import { keepFiles, keepHosts } from "../sandbox.ts";

const TYPES = [...REPORT_TYPES, "close", "purchase_order"] as const;
type Type = typeof TYPES[number];

interface ReportFlags extends DatabaseFlags {
  readonly period: string;
  readonly location?: string;
  readonly order?: string;
  readonly format?: ReportFormat;
  readonly output?: string;
}

/** With the format that the file has. */
type DecidedFlags = ReportFlags & { readonly format: ReportFormat };

/** `report`: a file for cron and a mailer, with the figures that the tools give. */
export function reportCommand(context: Context): Command {
  return new Command("report")
    .summary("Write a report as PDF, Excel or JSON.")
    .description(
      "Write a report as PDF, Excel or JSON, even while a server runs. `close` is the page for " +
        "the drawer: what was sold, taken and given back on a day, and whether it balances. " +
        "`purchase_order` is one order to send to a supplier, named by --order.",
    )
    .addArgument(new Argument("<type>", "what it is about").choices(TYPES))
    .option("--period <range>", DATE_RANGES, "yesterday")
    .option("--location <location>", "only this one (default all)")
    .option("--order <id>", "which purchase order")
    .addOption(
      new Option(
        "--format <format>",
        "the format of the file (default: by the extension of --output, else pdf); csv: a " +
          "purchase order only",
      ).choices(REPORT_FORMATS),
    )
    .option(
      "--output <file>",
      "the file to write, or - for standard output (default: a generated name)",
    )
    .addOption(databaseOption())
    .action(async (type: Type, flags: ReportFlags) => {
      await write(context, type, { ...flags, format: reportFormat(flags.format, flags.output) });
    });
}

/** @throws {RestaurantError} NOT_FOUND if there is no such folder: before all the figures are read. */
function assertFolder(folder: string): void {
  try {
    if (Deno.statSync(folder).isDirectory) return;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  throw new RestaurantError("NOT_FOUND", `There is no folder ${folder} for the report.`, {
    hint: "Create it, or write the report elsewhere with --output.",
  });
}

async function write(
  context: Context,
  type: Type,
  flags: DecidedFlags,
): Promise<void> {
  refuseContradictions(type, flags);
  const { format, output } = flags;
  const database = configuredDatabase(context, flags);
  const toFile = output !== "-";
  if (toFile && output !== undefined) assertFolder(dirname(output));
  const { read = [], write = [] } = filesFor(database);
  keepFiles({ read, write: toFile ? [...write, dirname(output ?? ".")] : write });
  keepHosts(outgoingHosts({ database }));
  await using snapshot = await openSnapshot(database);
  assertCurrent(snapshot.schema, String(database));
  const question = await questionOf(type, flags, snapshot.reader);
  // Every other command starts without it.
  const { reportJob } = await import("../../restaurant/reporting/report_job.ts");
  const { bytes, title, scope, headline, notes } = await reportJob(
    snapshot.reader,
    question,
    context.signal,
  );
  if (toFile) {
    const path = output ??
      `${fileNameOf(title, scope, question.period)}.${FORMAT_FILES[format].extension}`;
    await Deno.writeFile(path, bytes);
    tell(path);
  } else printBytes(bytes);
  tell([headline, ...notes].filter((line) => line !== "").join("\n"));
}

/** @throws {RestaurantError} INVALID_INPUT for options that do not belong together. */
function refuseContradictions(type: Type, { order, format }: DecidedFlags): void {
  if ((order === undefined) === (type === "purchase_order")) {
    throw new RestaurantError(
      "INVALID_INPUT",
      type === "purchase_order"
        ? "Name the purchase order with --order."
        : `--order belongs to purchase_order, not to ${type}.`,
    );
  }
  if (format !== "csv" || type === "purchase_order") return;
  throw new RestaurantError("INVALID_INPUT", "Only a purchase order can be a CSV: use excel.");
}

async function questionOf(
  type: Type,
  { period: range, location, order: id, format }: DecidedFlags,
  reader: Reader,
): Promise<ReportQuestion> {
  const now = systemClock();
  const order = id === undefined ? undefined : await findPurchaseOrder(reader, id);
  const locations = await chooseLocations(reader, order?.location_id ?? location);
  const { date, end_date } = dateRange(range, todayAt(locations, now), { field: "--period" });
  return {
    type,
    period: reportPeriod(date, end_date),
    location_ids: locations.map(({ id }) => id),
    now: now.toString({ smallestUnit: "second" }),
    format,
    purchase_order: order?.id,
    showsNames: true,
  };
}
