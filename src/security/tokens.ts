import { z } from "zod";
import type { Reader, Writer } from "../storage/database.ts";
import { freshIds } from "../storage/ids.ts";
import { keptUntilCommit } from "../storage/kept.ts";
import { prepared } from "../storage/prepared.ts";
import type { Row } from "../storage/schema/schema.ts";
import { instantText } from "../values/clock.ts";
import { RestaurantError } from "../values/errors.ts";
import { visibleText } from "../values/text.ts";
import type { Principal } from "./principal.ts";
import { type Role, ROLES } from "./scopes.ts";
import { hasHash, newSecret, secretHash, tokenParts, tokenText } from "./token_text.ts";

/** The input of a new token. */
export interface NewToken {
  readonly name: string;
  readonly role: Role;
  /** Ids of the only locations that exist for it; null for all. */
  readonly locations: readonly string[] | null;
  /** When it expires; null for never. */
  readonly expires: Temporal.Instant | null;
}

/** A token as it may be shown. */
export type TokenInfo = Omit<Row<"access_tokens">, "secret_hash" | "locations"> & {
  readonly locations: readonly string[] | null;
};

const LONGEST_NAME = 80;

/** A hash that no secret has, so that an unknown id takes as long as a known one. */
const NO_HASH = secretHash("");

/**
 * Creates a token and returns it, once: it cannot be derived from what is stored.
 *
 * @throws {RestaurantError} INVALID_INPUT for an invalid name or a time in the past, NOT_FOUND for
 * an unknown location.
 */
export async function createToken(
  writer: Writer,
  { name, role, locations, expires }: NewToken,
  now: Temporal.Instant,
): Promise<{ readonly id: string; readonly token: string }> {
  const shown = visibleText(name);
  if (shown === "" || shown.length > LONGEST_NAME) {
    throw new RestaurantError(
      "INVALID_INPUT",
      `A token needs a name of 1 to ${LONGEST_NAME} characters.`,
    );
  }
  if (expires !== null && Temporal.Instant.compare(expires, now) <= 0) {
    throw new RestaurantError("INVALID_INPUT", "A token cannot expire in the past.");
  }
  if (locations !== null) await assertKnown(writer, locations);
  const [id = ""] = await freshIds(writer, "access_tokens", 1);
  const secret = newSecret();
  await writer.insertInto("access_tokens").values({
    id,
    name: shown,
    secret_hash: secretHash(secret),
    role,
    locations: locations === null ? null : JSON.stringify(locations),
    created_at: instantText(now),
    expires_at: expires === null ? null : instantText(expires),
    revoked_at: null,
  }).execute();
  return { id, token: tokenText({ id, secret }) };
}

/** All tokens that were ever made, oldest first. */
export async function listTokens(reader: Reader): Promise<TokenInfo[]> {
  const rows = await reader.selectFrom("access_tokens")
    .select(["id", "name", "role", "locations", "created_at", "expires_at", "revoked_at"])
    .orderBy("created_at").orderBy("id").execute();
  return rows.map((row) => ({ ...row, locations: locationsOf(row.locations) }));
}

/**
 * Revokes a token: the next request with it is refused, on every process.
 *
 * @returns Whether it was valid until now.
 * @throws {RestaurantError} NOT_FOUND for an unknown id.
 */
export async function revokeToken(
  writer: Writer,
  id: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const row = await writer.selectFrom("access_tokens").select("revoked_at").where("id", "=", id)
    .executeTakeFirst();
  if (row === undefined) {
    throw new RestaurantError("NOT_FOUND", "There is no token with this id.", {
      hint: "`restaurant-mcp token list` shows the ids.",
    });
  }
  if (row.revoked_at !== null) return false;
  await writer.updateTable("access_tokens").set({ revoked_at: instantText(now) }).where(
    "id",
    "=",
    id,
  )
    .execute();
  return true;
}

/** Whether any token was ever created; from then on every caller needs one. */
export async function hasTokens(reader: Reader): Promise<boolean> {
  return await keptUntilCommit(
    reader,
    "any token",
    async () => (await anyToken(reader, {})).length > 0,
  );
}

const anyToken = prepared((reader) => reader.selectFrom("access_tokens").select("id").limit(1));

/**
 * The owner of a token, read from the database each time, so that a revocation counts at once;
 * undefined if it is malformed, unknown, wrong, expired or revoked.
 */
export async function tokenPrincipal(
  reader: Reader,
  token: string,
  now: Temporal.Instant,
): Promise<Principal | undefined> {
  const parts = tokenParts(token);
  if (parts === undefined) return undefined;
  const row = await reader.selectFrom("access_tokens").selectAll().where("id", "=", parts.id)
    .executeTakeFirst();
  const isRight = hasHash(parts.secret, row?.secret_hash ?? NO_HASH);
  return row === undefined || !isRight ? undefined : principalOf(row, now);
}

/** The owner of the token with an id, while it is valid. */
export async function principalOfToken(
  reader: Reader,
  id: string,
  now: Temporal.Instant,
): Promise<Principal | undefined> {
  const row = await reader.selectFrom("access_tokens").selectAll().where("id", "=", id)
    .executeTakeFirst();
  return row === undefined ? undefined : principalOf(row, now);
}

function principalOf(row: Row<"access_tokens">, now: Temporal.Instant): Principal | undefined {
  if (!isValid(row, now) || !isRole(row.role)) return undefined;
  return {
    id: `token:${row.id}`,
    name: row.name,
    scopes: new Set(ROLES[row.role]),
    locations: locationsOf(row.locations),
    isOAuth: false,
  };
}

/** Whether a token is neither revoked nor expired. */
export function isValid(
  { expires_at, revoked_at }: Pick<TokenInfo, "expires_at" | "revoked_at">,
  now: Temporal.Instant,
): boolean {
  const isExpired = expires_at !== null &&
    Temporal.Instant.compare(Temporal.Instant.from(expires_at), now) <= 0;
  return revoked_at === null && !isExpired;
}

/** Whether a text is the name of a role. */
export function isRole(text: string): text is Role {
  return Object.hasOwn(ROLES, text);
}

async function assertKnown(reader: Reader, locations: readonly string[]): Promise<void> {
  const rows = await reader.selectFrom("locations").select("id").orderBy("id").execute();
  const known = rows.map(({ id }) => id);
  const unknown = locations.filter((id) => !known.includes(id));
  if (unknown.length === 0 && locations.length > 0) return;
  throw new RestaurantError("NOT_FOUND", `There is no location '${unknown.join("', '")}'.`, {
    hint: known.length === 0
      ? "Import a sales export first; it creates its location."
      : `Known locations: ${known.join(", ")}.`,
  });
}

const storedLocations = z.array(z.string());

/** Throws if the text is not what `createToken` wrote: a token must never reach further than that. */
function locationsOf(stored: string | null): readonly string[] | null {
  return stored === null ? null : storedLocations.parse(JSON.parse(stored));
}
