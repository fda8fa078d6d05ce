import { Command } from "commander";
import type { Context } from "../context.ts";
import { printResult, tell } from "../output.ts";
import { whyNotReady } from "../ready.ts";
import { keepFiles } from "../sandbox.ts";

/** `ready`: for monitors that have no other way of asking a server. */
export function readyCommand({ finish }: Context): Command {
  return new Command("ready")
    .summary("Ask whether the server on this machine is ready.")
    .description(
      "Ask the server on this machine whether it is ready: exit code 0 if it serves and its " +
        "database answers, otherwise 1. Made for health checks of containers.",
    )
    .option("--url <address>", "its address", "http://127.0.0.1:8000")
    .action(async ({ url }: { readonly url: string }) => {
      keepFiles({});
      const problem = await whyNotReady(url);
      if (problem === undefined) return printResult("ready");
      tell(`not ready: ${problem}`);
      finish(1);
    });
}
