import { Command } from "commander";
import { isValid, listTokens, type TokenInfo } from "../../security/tokens.ts";
import { systemClock } from "../../values/clock.ts";
import type { Context } from "../context.ts";
import { type DatabaseFlags, readDatabase } from "../configured_database.ts";
import { databaseOption } from "../options.ts";
import { printResult } from "../output.ts";
import { table } from "../table.ts";

type ListFlags = DatabaseFlags & { readonly json?: boolean };

/** `token list`: never a secret, as none is stored. */
export function tokenListCommand(context: Context): Command {
  return new Command("list")
    .description("List all tokens that were ever made, oldest first; their secrets are not stored.")
    .option("--json", "print them as JSON")
    .addOption(databaseOption())
    .action(async ({ json, ...flags }: ListFlags) => {
      await using snapshot = await readDatabase(context, flags);
      const now = systemClock();
      const tokens = (await listTokens(snapshot.reader)).map((token) => ({
        ...token,
        state: stateOf(token, now),
      }));
      printResult(json === true ? JSON.stringify(tokens) : textOf(tokens));
    });
}

function stateOf(token: TokenInfo, now: Temporal.Instant): "valid" | "expired" | "revoked" {
  if (token.revoked_at !== null) return "revoked";
  return isValid(token, now) ? "valid" : "expired";
}

function textOf(tokens: readonly (TokenInfo & { readonly state: string })[]): string {
  if (tokens.length === 0) return "No token was ever made.";
  return table(
    tokens.map(({ id, name, role, locations, created_at, expires_at, state }) => [
      ...[id, name, role, locations?.join(", ") ?? "all"],
      ...[created_at, expires_at ?? "never", state],
    ]),
    ["ID", "NAME", "ROLE", "LOCATIONS", "CREATED", "EXPIRES", "STATE"],
  );
}
