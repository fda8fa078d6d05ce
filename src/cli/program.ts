import { Command, CommanderError, Option } from "commander";
import { VERSION } from "../registry.ts";
import { type Config, type Flags, loadConfig } from "../config/config.ts";
import type { Environment } from "../config/environment.ts";
import { RestaurantError } from "../values/errors.ts";
import { FLOOR_KIND_NAMES } from "../importing/floor/kinds.ts";
import { floorTemplate } from "../importing/floor/template.ts";
import { floorKind } from "../importing/kinds.ts";
import { importFiles } from "./import.ts";
import { type LocationCommand, showLocation } from "./location.ts";
import { AREAS } from "../security/scopes.ts";
import { printResult, tell } from "./output.ts";
import { serve } from "./serve.ts";

/** Done, failed, wrong usage. */
const EXIT = { done: 0, failed: 1, usage: 2 } as const;

/**
 * Runs the command that the arguments name and gives its exit code: 0 done, 1 failed, 2 wrong
 * usage.
 */
export async function runProgram(
  args: readonly string[],
  environment: Environment,
  signal: AbortSignal,
): Promise<number> {
  let code: number = EXIT.done;
  const program = buildProgram({
    config: (flags) => loadConfig(flags, environment),
    signal,
    finish: (result) => code = result,
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    return exitCodeOf(error);
  }
}

interface Context {
  config(flags: Flags): Config;
  readonly signal: AbortSignal;
  finish(code: number): void;
}

function buildProgram(context: Context): Command {
  const program = new Command("restaurant-mcp")
    .description("A restaurant's data for any MCP client.")
    .version(VERSION)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => printResult(text.trimEnd()),
      writeErr: (text) => tell(text.trimEnd()),
    })
    .showSuggestionAfterError()
    .addHelpText("after", "\nWithout a command it serves: see restaurant-mcp serve --help.");
  program.addCommand(serveCommand(context).copyInheritedSettings(program), { isDefault: true });
  program.addCommand(importCommand(context).copyInheritedSettings(program));
  program.addCommand(locationCommand(context).copyInheritedSettings(program));
  return program;
}

function serveCommand({ config, signal, finish }: Context): Command {
  return new Command("serve")
    .description("Serve MCP clients over standard input and output, or over HTTP.")
    .option("--transport <kind>", "stdio or http (default stdio)")
    .option("--host <address>", "address to listen on with http (default 127.0.0.1)")
    .option("--port <number>", "port to listen on with http (default 8000)")
    .addOption(databaseOption())
    .option("--demo", "a seeded demo restaurant in memory; no file is touched")
    .option("--read-only", "no tool exists that changes anything")
    .option("--toolsets <areas>", `only these areas exist: ${AREAS.join(",")}`)
    .option("--rate-limit <limits>", "such as read=120/60,write=30/60,expensive=5/300,http=3000/60")
    .addOption(logLevelOption())
    .allowExcessArguments(false)
    .action(async (flags: Flags) => finish(await serve(config(flags), signal)));
}

function importCommand({ config, signal, finish }: Context): Command {
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
      (value: string, earlier: string[] = []) => [...earlier, value],
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
      const { database: path } = config(defined({ database, logLevel }));
      finish(await importFiles(files, { ...options, database: path }, signal));
    });
}

/** The flags of `import`; what is no configuration is the import's own. */
type ImportFlags = Flags & { readonly template?: string };

function locationCommand({ config, finish }: Context): Command {
  return new Command("location")
    .description("Show locations, and set when they take orders and which tax they add.")
    .argument("[id]", "id or name; without it all of them")
    .option("--hours <hours>", "such as 'mon-thu 11:00-22:00, fri-sat 11:00-01:00', or always")
    .option("--tax-rate <percent>", "sales tax on new orders, such as 8.875")
    .addOption(databaseOption())
    .action(async (id: string | undefined, { database, hours, taxRate }: LocationFlags) => {
      const { database: path } = config(defined({ database }));
      finish(await showLocation(id, { database: path, hours, taxRate }));
    });
}

/** The flags of `location`. */
type LocationFlags = Omit<LocationCommand, "database"> & { readonly database?: string };

function databaseOption(): Option {
  return new Option("--database <file>", "the SQLite file (default data/restaurant.db)");
}

function logLevelOption(): Option {
  return new Option("--log-level <level>", "debug, info, warn or error (default info)");
}

function defined(flags: Flags): Flags {
  return Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof RestaurantError) {
    tell(["error:", error.message, error.details.hint].filter(Boolean).join(" "));
    return error.code === "INVALID_INPUT" ? EXIT.usage : EXIT.failed;
  }
  throw error;
}
