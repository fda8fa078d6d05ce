import { Command } from "commander";
import type { Context } from "../context.ts";
import { auditExportCommand } from "./audit_export.ts";
import { auditPruneCommand } from "./audit_prune.ts";
import { auditVerifyCommand } from "./audit_verify.ts";

/** `audit`: the record of every call. */
export function auditCommand(context: Context): Command {
  return new Command("audit")
    .description("Check, export and shorten the record of every call.")
    .addCommand(auditVerifyCommand(context))
    .addCommand(auditExportCommand(context))
    .addCommand(auditPruneCommand(context));
}
