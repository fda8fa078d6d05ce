import { Command, CommanderError } from "commander";
import { VERSION } from "../../app/registry.ts";
import { loadConfig } from "../../config/config.ts";
import type { Environment } from "../../config/environment.ts";
import { RestaurantError } from "../../values/errors.ts";
import { auditCommand } from "./audit.ts";
import { backupCommand } from "./backup.ts";
import { calendarCommand } from "./calendar.ts";
import { doctorCommand } from "./doctor.ts";
import { exportCommand } from "./export.ts";
import { importCommand } from "./import.ts";
import { importsCommand } from "./imports.ts";
import { locationCommand } from "./location.ts";
import { migrateDataCommand } from "./migrate_data.ts";
import { readyCommand } from "./ready.ts";
import { rebuildCommand } from "./rebuild.ts";
import { reportCommand } from "./report.ts";
import { restoreCommand } from "./restore.ts";
import { serveCommand } from "./serve.ts";
import { tokenCommand } from "./token.ts";
import type { Context } from "../context.ts";
import { printResult, tell } from "../output.ts";
import { plainError } from "../plain_error.ts";

/** Done, failed, wrong usage. */
const EXIT = { done: 0, failed: 1, usage: 2 } as const;

/** Every command besides `serve`, in the order in which help lists them. */
const COMMANDS: readonly ((context: Context) => Command)[] = [
  importCommand,
  importsCommand,
  locationCommand,
  calendarCommand,
  reportCommand,
  exportCommand,
  tokenCommand,
  auditCommand,
  backupCommand,
  restoreCommand,
  rebuildCommand,
  migrateDataCommand,
  readyCommand,
  doctorCommand,
];

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
    environment,
    signal,
    finish: (result) => code = result,
  });
  try {
    assertCommand(args[0], program);
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    return signal.aborted && error === signal.reason ? stopped() : exitCodeOf(error);
  }
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
  program.addCommand(serveCommand(context), { isDefault: true });
  for (const command of COMMANDS) program.addCommand(command(context));
  inheritSettings(program);
  return program;
}

/** Commander passes its settings on only to commands that it makes itself. */
function inheritSettings(parent: Command): void {
  for (const command of parent.commands) inheritSettings(command.copyInheritedSettings(parent));
}

/** Commander would hand a misspelt command to `serve`, as an argument that it does not take. */
function assertCommand(given: string | undefined, program: Command): void {
  const names = [...program.commands.map((command) => command.name()), "help"];
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
