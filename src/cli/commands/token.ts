import { Command } from "commander";
import type { Context } from "../context.ts";
import { tokenCreateCommand } from "./token_create.ts";
import { tokenListCommand } from "./token_list.ts";
import { tokenRevokeCommand } from "./token_revoke.ts";

/** `token`: who else may use the server. */
export function tokenCommand(context: Context): Command {
  return new Command("token")
    .description("Make, list and revoke the tokens that clients show.")
    .addCommand(tokenCreateCommand(context))
    .addCommand(tokenListCommand(context))
    .addCommand(tokenRevokeCommand(context));
}
