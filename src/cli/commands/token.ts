import { Command } from "commander";
import type { Context } from "../context.ts";
import { tokenCreateCommand } from "./token_create.ts";
import { tokenListCommand } from "./token_list.ts";
import { tokenRevokeCommand } from "./token_revoke.ts";

/** `token`: who else may use the server. */
export function tokenCommand(context: Context): Command {
  return new Command("token")
    .description("Create, list and revoke client tokens.")
    .addCommand(tokenCreateCommand(context))
    .addCommand(tokenListCommand(context))
    .addCommand(tokenRevokeCommand(context));
}
