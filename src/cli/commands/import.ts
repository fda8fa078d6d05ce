import { Command } from "commander";
import type { Flags } from "../../config/config.ts";
import { FORMAT_NAMES, KIND_NAMES, TEMPLATE_NAMES } from "../../importing/kinds.ts";
import { template as fileTemplate } from "../../importing/template.ts";
import type { Context } from "../context.ts";
import { importFiles } from "../import.ts";
import { collected, databaseOption, defined, logLevelOption } from "../options.ts";
import { printResult } from "../output.ts";

/** The flags of `import`; what is no configuration is the import's own. */
type ImportFlags = Flags & { readonly template?: string };

/** `import`: files in, a summary of each out. */
export function importCommand({ config, signal, finish }: Context): Command {
  return new Command("import")
    .description(`Import files: ${KIND_NAMES.join(", ")}.`)
    .argument("[files...]", "CSV, TSV or Excel files, also in .gz or .zip, or - for standard input")
    .option("--location <id>", "the location, created on first use")
    .option(
      "--kind <kind>",
      `what the files hold: ${KIND_NAMES.join(", ")}; otherwise their columns decide`,
    )
    .option("--template <kind>", `print a file to fill in: ${TEMPLATE_NAMES.join(", ")}`)
    .option("--format <format>", `auto, ${FORMAT_NAMES.join(", ")}`, "auto")
    .option(
      "--map <field=column,...>",
      "which column holds what; may be given several times",
      collected,
    )
    .option("--date-format <order>", "auto, ymd, dmy or mdy", "auto")
    .option("--timezone <zone>", "IANA time zone of a new location, such as America/New_York")
    .option("--business-day-start <time>", "when its business day starts (default 04:00)")
    .option("--currency <code>", "its currency, such as USD")
    .option("--decimal <mark>", "what separates decimals: comma or point (default: detected)")
    .option("--encoding <name>", "how the text is encoded (default: detected)")
    .option("--sheet <name>", "the sheet of a workbook (default: the one that fits)")
    .option("--prices-include-tax", "prices contain tax, which is taken out of them")
    .option("--no-prices-include-tax", "prices do not contain tax")
    .option("--tax-rate <percent>", "the tax in prices, if no column has it")
    .option("--ignore <column,...>", "columns that do not matter", collected)
    .option("--ignore-row-ids", "tell rows apart by their contents, not their ids")
    .option("--accept-quarantine", "import even if many rows cannot be read")
    .option("--watch <folder>", "import what appears in a folder, until stopped")
    .option("--dry-run", "say what would happen and change nothing")
    .option("--json", "print the summary as JSON")
    .addOption(databaseOption())
    .addOption(logLevelOption())
    .action(async (files: string[], { template, ...flags }: ImportFlags) => {
      if (template !== undefined) {
        return printResult(fileTemplate(template));
      }
      const { database, logLevel, ...options } = flags;
      const { database: address } = config(defined({ database, logLevel }));
      finish(await importFiles(files, { ...options, database: address }, signal));
    });
}
