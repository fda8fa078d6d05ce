import { Command } from "commander";
import { openDatabase } from "../open_database.ts";
import { revokeToken } from "../../security/tokens.ts";
import { tokenParts } from "../../security/token_text.ts";
import { systemClock } from "../../values/clock.ts";
import type { Context } from "../context.ts";
import { assertThere, type DatabaseFlags, onlyDatabase } from "../configured_database.ts";
import { databaseOption } from "../options.ts";
import { printResult } from "../output.ts";

/** `token revoke`: takes effect at once in every process that serves the database. */
export function tokenRevokeCommand(context: Context): Command {
  return new Command("revoke")
    .description("Revoke a token: the next request with it is refused, by every running server.")
    .argument("<id>", "its id, as `token list` shows it")
    .addOption(databaseOption())
    .action(async (given: string, flags: DatabaseFlags) => {
      // If the whole token is given, its secret must not appear in a message.
      const id = tokenParts(given)?.id ?? given;
      const database = onlyDatabase(context, flags);
      await assertThere(database);
      await using opened = await openDatabase(database);
      const wasRevoked = await opened.write((writer) => revokeToken(writer, id, systemClock()));
      printResult(wasRevoked ? `Token ${id} is revoked.` : `Token ${id} was revoked before.`);
    });
}
