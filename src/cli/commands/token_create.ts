import { Command, Option } from "commander";
import { openDatabase } from "../open_database.ts";
import { parseExpiry } from "../../security/expiry.ts";
import { type Role, ROLES } from "../../security/scopes.ts";
import { createToken, hasTokens, type NewToken } from "../../security/tokens.ts";
import { systemClock } from "../../values/clock.ts";
import { RestaurantError } from "../../values/errors.ts";
import { visibleText } from "../../values/text.ts";
import type { Context } from "../context.ts";
import { type DatabaseFlags, onlyDatabase } from "../configured_database.ts";
import { collected, databaseOption } from "../options.ts";
import { printResult, tell } from "../output.ts";

interface CreateFlags extends DatabaseFlags {
  readonly name: string;
  readonly role: Role;
  readonly location?: readonly string[];
  readonly expires?: string;
}

/** `token create`: the token alone goes to standard output, so that it can be piped. */
export function tokenCreateCommand(context: Context): Command {
  return new Command("create")
    .description("Create a token. It is shown once: only its hash is stored.")
    .requiredOption("--name <name>", "whose token it is, as list and audit show it")
    .addOption(
      new Option("--role <role>", "what it may do: each role may do all that the one before it may")
        .choices(Object.keys(ROLES)).makeOptionMandatory(),
    )
    .option(
      "--location <ids>",
      "only these locations exist for it; with commas, or several times (default all)",
      collected,
    )
    .option("--expires <when>", "2027-06-30, 2027-06-30T18:00:00Z or 90d (default never)")
    .addOption(databaseOption())
    .action(async (flags: CreateFlags) => await create(context, flags));
}

async function create(context: Context, flags: CreateFlags): Promise<void> {
  const now = systemClock();
  const wanted = {
    name: flags.name,
    role: flags.role,
    locations: locationsIn(flags.location),
    expires: flags.expires === undefined ? null : parseExpiry(flags.expires, now),
  };
  const database = onlyDatabase(context, flags);
  await using opened = await openDatabase(database);
  if (!await hasTokens(opened.reader)) assertWanted(wanted.role);
  const { id, token } = await opened.write((writer) => createToken(writer, wanted, now));
  tell(explanation(id, wanted));
  printResult(token);
}

/**
 * Says what the first token changes before it does: a server that was open asks everybody for one.
 *
 * @throws {RestaurantError} CONFLICT if the person at the terminal does not want that.
 */
function assertWanted(role: Role): void {
  tell(
    "This is the first token: from now on HTTP requires one, from you as well." +
      (role === "admin" ? "" : " Make yours with --role admin, or set MCP_AUTH_TOKEN."),
  );
  if (!Deno.stdin.isTerminal() || !Deno.stdout.isTerminal()) return;
  if (confirm("Create it?")) return;
  throw new RestaurantError("CONFLICT", "No token was created.");
}

function locationsIn(given: readonly string[] | undefined): readonly string[] | null {
  if (given === undefined) return null;
  return [...new Set(given.flatMap((part) => part.split(",")).map((id) => id.trim()))];
}

function explanation(id: string, { name, role, locations, expires }: NewToken): string {
  return [
    `Token ${id} for ${visibleText(name)}: ${role}, ` +
    `${locations === null ? "all locations" : `only ${locations.join(", ")}`}, ` +
    `${expires === null ? "does not expire" : `valid until ${expires}`}.`,
    "Over HTTP a client sends it as   Authorization: Bearer <token>",
    "Over standard input it is set as API_KEY=<token>",
    `Revoke it with                   restaurant-mcp token revoke ${id}`,
    "It is shown once, now:",
  ].join("\n");
}
