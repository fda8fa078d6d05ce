import { Command } from "commander";
import type { Flags } from "../../config/config.ts";
import { FLOOR_KIND_NAMES } from "../../importing/catalog/kinds.ts";
import { floorTemplate } from "../../importing/catalog/template.ts";
import { floorKind } from "../../importing/kinds.ts";
import type { Context } from "../context.ts";
import { importFiles } from "../import.ts";
import { collected, databaseOption, defined, logLevelOption } from "../options.ts";
import { printResult } from "../output.ts";

/** The flags of `import`; what is no configuration is the import's own. */
type ImportFlags = Flags & { readonly template?: string };

/** `import`: files in, a summary of each out. */
export function importCommand({ config, signal, finish }: Context): Command {
  return new Command("import")
    .description("Import sales, the menu, ingredients, recipes or counted stock.")
    .argument("[files...]", "CSV or TSV files, or - for standard input")
    .option("--location <id>", "the location, created on first use")
    .option("--kind <kind>", `what the files hold: sales, ${FLOOR_KIND_NAMES.join(", ")}`, "sales")
    .option("--template <kind>", `print a file to fill in: ${FLOOR_KIND_NAMES.join(", ")}`)
    .option(
      "--format <format>",
      "auto, generic, square-items, toast-items, loyverse-items; of menu and stock square-catalog",
      "auto",
    )
    .option(
      "--map <field=column,...>",
      "which column holds what; may be given several times",
      collected,
    )
    .option("--date-format <order>", "auto, ymd, dmy or mdy", "auto")
    .option("--timezone <zone>", "IANA time zone of a new location, such as America/New_York")
    .option("--business-day-start <time>", "when its business day starts (default 04:00)")
    .option("--currency <code>", "its currency (default USD)")
    .option("--dry-run", "say what would happen and change nothing")
    .option("--json", "print the summary as JSON")
    .addOption(databaseOption())
    .addOption(logLevelOption())
    .action(async (files: string[], { template, ...flags }: ImportFlags) => {
      if (template !== undefined) {
        return printResult(floorTemplate(floorKind(template, "--template")));
      }
      const { database, logLevel, ...options } = flags;
      const { database: address } = config(defined({ database, logLevel }));
      finish(await importFiles(files, { ...options, database: address }, signal));
    });
}
