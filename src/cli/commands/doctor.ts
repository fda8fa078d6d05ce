import { Command } from "commander";
import type { Flags } from "../../config/config.ts";
import { VERSION } from "../../values/version.ts";
import type { Context } from "../context.ts";
import { examine } from "../doctor/examine.ts";
import { doctorReport } from "../doctor/report.ts";
import { servingOptions } from "../options.ts";
import { printResult } from "../output.ts";

type DoctorFlags = Flags & { readonly json?: boolean };

/** `doctor`: what is configured, permitted and reachable, who has access, and what is wrong. */
export function doctorCommand(context: Context): Command {
  const command = new Command("doctor")
    .summary("Show settings, permissions and access, and what is wrong.")
    .description(
      "Show what is set, permitted and reachable, who has access, what is wrong and how to fix " +
        "it. The exit code is 1 if something must be fixed. Give it the flags of serve. It changes " +
        "nothing and can run beside a server.",
    )
    .option("--json", "print it as JSON")
    .action(async ({ json, ...flags }: DoctorFlags) => {
      const diagnosis = await examine(context, flags);
      const { settings, findings } = diagnosis;
      const isWrong = findings.some(({ status }) => status === "failed");
      printResult(
        json === true
          ? JSON.stringify({
            status: isWrong ? "failed" : "ok",
            version: VERSION,
            deno: Deno.version.deno,
            settings,
            findings,
          })
          : doctorReport(diagnosis),
      );
      context.finish(isWrong ? 1 : 0);
    });
  for (const option of servingOptions()) command.addOption(option);
  return command;
}
