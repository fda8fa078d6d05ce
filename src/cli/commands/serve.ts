import { Command } from "commander";
import type { Flags } from "../../config/config.ts";
import type { Context } from "../context.ts";
import { servingOptions } from "../options.ts";
import { serve } from "../serve.ts";

/** `serve`, which is also what the program does without a command. */
export function serveCommand({ config, signal, finish }: Context): Command {
  const command = new Command("serve")
    .description("Serve MCP clients over standard input and output, or over HTTP.")
    .allowExcessArguments(false)
    .action(async (flags: Flags) => finish(await serve(config(flags), signal)));
  for (const option of servingOptions()) command.addOption(option);
  return command;
}
