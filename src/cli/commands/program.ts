import { Command, CommanderError } from "commander";
import { VERSION } from "../../values/version.ts";
import { type Flags, loadConfig } from "../../config/config.ts";
import type { Environment } from "../../config/environment.ts";
import { RestaurantError } from "../../values/errors.ts";
import type { Context } from "../context.ts";
import { printResult, tell } from "../output.ts";
import { plainError } from "../plain_error.ts";

/** Done, failed, wrong usage. */
const EXIT = { done: 0, failed: 1, usage: 2 } as const;

type MakeCommand = (context: Context) => Command;

/** The command that serves, which is meant where none is named. */
const DEFAULT = "serve";

/** Every command, in the order in which help lists them. Each loads only what it needs. */
const COMMANDS: Readonly<Record<string, () => Promise<MakeCommand>>> = {
  [DEFAULT]: async () => (await import("./serve.ts")).serveCommand,
  import: async () => (await import("./import.ts")).importCommand,
  imports: async () => (await import("./imports.ts")).importsCommand,
  location: async () => (await import("./location.ts")).locationCommand,
  calendar: async () => (await import("./calendar.ts")).calendarCommand,
  report: async () => (await import("./report.ts")).reportCommand,
  export: async () => (await import("./export.ts")).exportCommand,
  token: async () => (await import("./token.ts")).tokenCommand,
  audit: async () => (await import("./audit.ts")).auditCommand,
  backup: async () => (await import("./backup.ts")).backupCommand,
  restore: async () => (await import("./restore.ts")).restoreCommand,
  rebuild: async () => (await import("./rebuild.ts")).rebuildCommand,
  "migrate-data": async () => (await import("./migrate_data.ts")).migrateDataCommand,
  ready: async () => (await import("./ready.ts")).readyCommand,
  doctor: async () => (await import("./doctor.ts")).doctorCommand,
};

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
  const context = {
    config: (flags: Flags) => loadConfig(flags, environment),
    environment,
    signal,
    finish: (result: number) => code = result,
  };
  try {
    assertCommand(args[0]);
    const program = await buildProgram(context, namesIn(args));
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    return signal.aborted && error === signal.reason ? stopped() : exitCodeOf(error);
  }
}

/** The commands that the arguments may mean: one, or all that help is to list. */
function namesIn(args: readonly string[]): readonly string[] {
  const [given = DEFAULT] = args;
  if (given in COMMANDS) return [given];
  const isHelp = given === "help" || args.some((word) => word === "--help" || word === "-h");
  return isHelp ? Object.keys(COMMANDS) : [DEFAULT];
}

async function buildProgram(context: Context, names: readonly string[]): Promise<Command> {
  const program = new Command("restaurant-mcp")
    .description("A restaurant's data for any MCP client.")
    .version(VERSION)
    .exitOverride()
    // An option behind a command is its own, even if the command around it has one of that name.
    .enablePositionalOptions()
    .configureOutput({
      writeOut: (text) => printResult(text.trimEnd()),
      writeErr: (text) => tell(text.trimEnd()),
    })
    .showSuggestionAfterError()
    .addHelpText("after", "\nWithout a command it serves: see restaurant-mcp serve --help.");
  const makers = await Promise.all(
    names.map(async (name) => ({ name, make: await COMMANDS[name]?.() })),
  );
  for (const { name, make } of makers) {
    if (make !== undefined) program.addCommand(make(context), { isDefault: name === DEFAULT });
  }
  inheritSettings(program);
  return program;
}

/** Commander passes its settings on only to commands that it makes itself. */
function inheritSettings(parent: Command): void {
  for (const command of parent.commands) inheritSettings(command.copyInheritedSettings(parent));
}

/** Commander would hand a misspelt command to `serve`, as an argument that it does not take. */
function assertCommand(given: string | undefined): void {
  const names = [...Object.keys(COMMANDS), "help"];
  if (given === undefined || given.startsWith("-") || names.includes(given)) return;
  throw new RestaurantError("INVALID_INPUT", `There is no command '${given}'.`, {
    hint: `Commands: ${names.join(", ")}.`,
  });
}

function stopped(): number {
  tell("Stopped.");
  return EXIT.failed;
}

function exitCodeOf(thrown: unknown): number {
  const error = plainError(thrown);
  // The reader closed the pipe.
  if (error instanceof Deno.errors.BrokenPipe) return EXIT.failed;
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof RestaurantError) {
    tell(["error:", error.message, error.details.hint].filter(Boolean).join(" "));
    return error.code === "INVALID_INPUT" ? EXIT.usage : EXIT.failed;
  }
  throw error;
}
