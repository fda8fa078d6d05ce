import { z } from "zod";
import { DEFAULT_LIMITS, limitsText, parseLimits } from "../security/limits.ts";
import { AREAS } from "../security/scopes.ts";
import { type DatabaseAddress, parseDatabaseAddress } from "../storage/address/database_address.ts";
import { RestaurantError } from "../values/errors.ts";
import { isNetwork } from "../values/networks.ts";
import type { Environment } from "./environment.ts";
import { DEFAULT_RETENTION, parseRetention, retentionText } from "./retention.ts";
import { bracketed, isHostName, isOrigin, LOOPBACK, unbracketed } from "./hosts.ts";

/** Shorter secrets can be guessed. */
const SHORTEST_TOKEN = 24;

const DEFAULT_FILE = "data/restaurant.db";

const list = z.string().transform((text) => text.split(",").map((part) => part.trim()));

/** Everything that can be set, by flag or by variable. */
export const settings = z.strictObject({
  transport: z.enum(["stdio", "http"]).default("stdio"),
  host: z.string().min(1).transform(readBy(hostOf)).prefault("127.0.0.1"),
  port: z.coerce.number("a number").int("a whole number").min(0).max(65535).default(8000),
  database: z.string().min(1).transform(databaseOf).prefault(DEFAULT_FILE),
  demo: z.boolean().default(false),
  readOnly: z.boolean().default(false),
  toolsets: list.pipe(z.array(z.enum(AREAS))).optional(),
  rateLimit: z.string().transform(readBy(parseLimits)).default(parseLimits("")),
  retention: z.string().transform(readBy(parseRetention)).default(DEFAULT_RETENTION),
  inbox: z.string().min(1).optional(),
  logLevel: z.enum(["debug", "info", "warn", "error"]).optional(),
  authToken: z.string().min(SHORTEST_TOKEN).regex(/^[A-Za-z0-9\-._~+/]+=*$/).optional(),
  apiKey: z.string().min(1).optional(),
  oauthIssuer: z.url({ protocol: /^https?$/ }).optional(),
  oauthAudience: z.string().min(1).optional(),
  publicUrl: z.url({ protocol: /^https?$/ }).optional(),
  allowedHosts: list.pipe(z.array(z.string().refine(isHostName))).optional(),
  trustedProxies: list.pipe(z.array(z.string().refine(isNetwork))).optional(),
  allowOrigin: z.array(z.string().refine(isOrigin)).optional(),
  page: z.boolean().default(true),
  open: z.boolean().default(false),
});

/** Everything that can be set, checked and frozen. */
export type Config = Readonly<z.output<typeof settings>>;

/** Flags as the command line gave them; what is absent was not given. */
export type Flags = Readonly<Partial<Record<keyof Config, unknown>>>;

/** The sources of each value, besides its flag. */
export const FROM_ENVIRONMENT = {
  database: "DATABASE_URL",
  logLevel: "LOG_LEVEL",
  authToken: "MCP_AUTH_TOKEN",
  apiKey: "API_KEY",
  oauthIssuer: "MCP_OAUTH_ISSUER",
  oauthAudience: "MCP_OAUTH_AUDIENCE",
  publicUrl: "MCP_PUBLIC_URL",
  allowedHosts: "MCP_ALLOWED_HOSTS",
  trustedProxies: "MCP_TRUSTED_PROXIES",
} as const satisfies Partial<Record<keyof Config, keyof Environment>>;

/** Never in a message or a report, not even a wrong one. */
export const SECRET: readonly (keyof Config)[] = ["authToken", "apiKey"];

/** What each setting may be, in words. */
export const VALID: Record<keyof Config, string> = {
  transport: "stdio or http",
  host: `${LOOPBACK.join(", ")}, or with authentication any address of this machine`,
  port: "a whole number from 0 to 65535 (0 takes a free one)",
  database: "the path of a SQLite file, or postgres://user:password@host:5432/database",
  demo: "no value",
  readOnly: "no value",
  toolsets: `one or more of ${AREAS.join(", ")}, with commas between`,
  rateLimit: `${limitsText(DEFAULT_LIMITS)} (calls/seconds), or some of these`,
  retention: `${retentionText(DEFAULT_RETENTION)} (days), or some of these`,
  inbox: "the path of a folder",
  logLevel: "debug, info, warn or error",
  authToken:
    `at least ${SHORTEST_TOKEN} letters, digits or any of -._~+/ (a header takes no others)`,
  apiKey: "a token of `restaurant-mcp token create`, or the value of MCP_AUTH_TOKEN",
  oauthIssuer: "the https address of the authorization server",
  oauthAudience: "the audience that its tokens name, usually the address of /mcp",
  publicUrl: "the https address under which clients reach this server",
  allowedHosts: "host names with commas between, such as mcp.example.com",
  trustedProxies: "addresses or networks with commas between, such as 127.0.0.1,10.0.0.0/8",
  allowOrigin: "the origin of a page, such as https://app.example.com, without a path",
  page: "no value",
  open: "no value",
};

/**
 * The problem with an address describes it in full, and without the address, which may contain a
 * password.
 */
function databaseOf(text: string, context: z.RefinementCtx): DatabaseAddress {
  try {
    return parseDatabaseAddress(text);
  } catch (error) {
    if (!(error instanceof RestaurantError)) throw error;
    const message = [error.message, error.details.hint].filter(Boolean).join(" ");
    context.addIssue({ code: "custom", message, params: { isWhole: true } });
    return z.NEVER;
  }
}

/** One way to write an address: `[::]`, `::0` and `0` are every address as much as `::` is. */
function hostOf(text: string): string {
  return unbracketed(new URL(`http://${bracketed(unbracketed(text))}`).hostname);
}

/** A text that `read` throws at is not valid. */
function readBy<Value>(read: (text: string) => Value) {
  return (text: string, context: z.RefinementCtx): Value => {
    try {
      return read(text);
    } catch {
      context.addIssue("cannot be read");
      return z.NEVER;
    }
  };
}
