import { Command, Option } from "commander";
import { auditChains } from "../../security/audit_chains.ts";
import { AUDIT_FORMATS, type AuditFormat, auditLines } from "../../security/export_audit.ts";
import type { AuditSelection } from "../../security/read_audit.ts";
import { isDate } from "../../values/business_day.ts";
import { RestaurantError } from "../../values/errors.ts";
import type { Context } from "../context.ts";
import { type DatabaseFlags, readDatabase } from "../configured_database.ts";
import { databaseOption } from "../options.ts";
import { printResult } from "../output.ts";

interface ExportFlags extends DatabaseFlags {
  readonly from?: string;
  readonly to?: string;
  readonly format: AuditFormat;
}

/** `audit export`: the entries on standard output, one a line. */
export function auditExportCommand(context: Context): Command {
  return new Command("export")
    .description("Print the audit entries, one per line, even while a server runs.")
    .option("--from <date>", "the first day, UTC, such as 2027-01-01")
    .option("--to <date>", "the last day, UTC")
    .addOption(
      new Option("--format <format>", "one JSON object a line, or CSV with a header")
        .choices(AUDIT_FORMATS).default("jsonl"),
    )
    .addOption(databaseOption())
    .action(async ({ from, to, format, ...flags }: ExportFlags) => {
      const period = periodOf(from, to);
      await using snapshot = await readDatabase(context, flags);
      const { signal } = context;
      const chains = await auditChains(snapshot.reader);
      const selections = chains.map((chain) => ({ chain, ...period, signal }));
      for await (const lines of auditLines(snapshot.reader, selections, format)) printResult(lines);
    });
}

function periodOf(
  from: string | undefined,
  to: string | undefined,
): Pick<AuditSelection, "from" | "before"> {
  assertDate(from, "--from");
  assertDate(to, "--to");
  if (from !== undefined && to !== undefined && from > to) {
    throw new RestaurantError("INVALID_INPUT", `--from ${from} is after --to ${to}.`);
  }
  return {
    from: from && midnight(from),
    before: to && midnight(Temporal.PlainDate.from(to).add({ days: 1 }).toString()),
  };
}

function assertDate(text: string | undefined, flag: string): void {
  if (text === undefined || isDate(text)) return;
  throw new RestaurantError("INVALID_INPUT", `${flag} '${text.slice(0, 40)}' is not a date.`, {
    hint: "Use a date such as 2027-01-31.",
  });
}

/** The start of a day, UTC, in the format of the column `at`. */
function midnight(date: string): string {
  return `${date}T00:00:00.000Z`;
}
