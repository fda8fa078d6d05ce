import { Argument, Command, Option } from "commander";
import { dirname } from "node:path";
import { outgoingHosts } from "../../config/hosts.ts";
import {
  FORMAT_FILES,
  REPORT_FORMATS,
  type ReportFormat,
} from "../../report/output/write_report.ts";
import { chooseLocations } from "../../restaurant/locations/location.ts";
import { reportJob } from "../../restaurant/reporting/report_job.ts";
import { fileNameOf, REPORT_TYPES, reportPeriod } from "../../restaurant/reporting/request.ts";
import { DATE_RANGES, dateRange, todayAt } from "../../restaurant/sales/date_range.ts";
import { openSnapshot } from "../../storage/backup/snapshot.ts";
import { assertCurrent } from "../../storage/migrations/schema_state.ts";
import { systemClock } from "../../values/clock.ts";
import { RestaurantError } from "../../values/errors.ts";
import { configuredDatabase, type DatabaseFlags, filesFor } from "../configured_database.ts";
import type { Context } from "../context.ts";
import { databaseOption } from "../options.ts";
import { printBytes, tell } from "../output.ts";
import { keepFiles, keepHosts } from "../sandbox.ts";

const TYPES = [...REPORT_TYPES, "close"] as const;

interface ReportFlags extends DatabaseFlags {
  readonly period: string;
  readonly location?: string;
  readonly format: ReportFormat;
  readonly output?: string;
}

/** `report`: a file for cron and a mailer, with the figures that the tools give. */
export function reportCommand(context: Context): Command {
  return new Command("report")
    .summary("Write a report as PDF, Excel or JSON.")
    .description(
      "Write a report as PDF, Excel or JSON, even while a server runs. `close` is the page for " +
        "the drawer: what was sold, taken and given back on a day, and whether it balances.",
    )
    .addArgument(new Argument("<type>", "what it is about").choices(TYPES))
    .option("--period <range>", DATE_RANGES, "yesterday")
    .option("--location <location>", "only this one (default all)")
    .addOption(
      new Option("--format <format>", "the format of the file").choices(REPORT_FORMATS)
        .default("pdf"),
    )
    .option(
      "--output <file>",
      "the file to write, or - for standard output (default: a generated name)",
    )
    .addOption(databaseOption())
    .action(async (type: typeof TYPES[number], flags: ReportFlags) => {
      await write(context, type, flags);
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
  type: typeof TYPES[number],
  { period: range, location, format, output, ...flags }: ReportFlags,
): Promise<void> {
  const database = configuredDatabase(context, flags);
  const toFile = output !== "-";
  if (toFile && output !== undefined) assertFolder(dirname(output));
  const { read = [], write = [] } = filesFor(database);
  keepFiles({ read, write: toFile ? [...write, dirname(output ?? ".")] : write });
  keepHosts(outgoingHosts({ database }));
  await using snapshot = await openSnapshot(database);
  assertCurrent(snapshot.schema);
  const now = systemClock();
  const locations = await chooseLocations(snapshot.reader, location);
  const { date, end_date } = dateRange(range, todayAt(locations, now));
  const question = {
    type,
    period: reportPeriod(date, end_date),
    location_ids: locations.map(({ id }) => id),
    now: now.toString({ smallestUnit: "second" }),
    format,
  };
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
  tell([headline, ...notes].join("\n"));
}
