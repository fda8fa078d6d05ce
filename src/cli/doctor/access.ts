import { authenticatorOf } from "../../app/authenticator.ts";
import { publishedKeys } from "../../security/issuer_keys.ts";
import { principalText } from "../../security/principal.ts";
import { ROLES } from "../../security/scopes.ts";
import { isValid, listTokens, type TokenInfo } from "../../security/tokens.ts";
import { hostAndPort, isReachable } from "../../config/hosts.ts";
import { counted } from "../../values/counted.ts";
import { readable } from "./database.ts";
import { type DoctorContext, failed, type Finding, ok } from "./finding.ts";

/** Who has access, for the configured transport. */
export async function checkAccess(context: DoctorContext): Promise<Finding[]> {
  return context.config.transport === "stdio" ? await overStdio(context) : await overHttp(context);
}

const MAKE_TOKEN = "Create a token: restaurant-mcp token create --name <name> --role <role>";

async function overHttp(context: DoctorContext): Promise<Finding[]> {
  const { config: { authToken, oauthIssuer }, database, now } = context;
  const snapshot = readable(context);
  const tokens = snapshot === undefined ? [] : await listTokens(snapshot.reader);
  const valid = tokens.filter((token) => isValid(token, now));
  const ways = [
    ...(authToken === undefined ? [] : ["MCP_AUTH_TOKEN, as administrator"]),
    ...(valid.length === 0 ? [] : [`${counted(valid.length, "token")} (${rolesOf(valid)})`]),
    ...(oauthIssuer === undefined ? [] : [`tokens issued by ${oauthIssuer}`]),
  ];
  if (ways.length > 0) return [ok("access", ways.join("; "))];
  if (tokens.length > 0) {
    return [failed("access", "no one: every token is expired or revoked", MAKE_TOKEN)];
  }
  return database === null || snapshot !== undefined ? [withoutTokens(context)] : [];
}

function withoutTokens({ config }: DoctorContext): Finding {
  return isReachable(config)
    ? failed(
      "access",
      "other machines reach the server, and no authentication is configured",
      MAKE_TOKEN,
    )
    : ok("access", "open: everyone on this machine may do everything");
}

/** How many there are of each role, the one that may do least first. */
function rolesOf(tokens: readonly TokenInfo[]): string {
  return Object.keys(ROLES)
    .map((role) => ({ role, count: tokens.filter((token) => token.role === role).length }))
    .filter(({ count }) => count > 0)
    .map(({ role, count }) => `${count} ${role}`).join(", ");
}

async function overStdio(context: DoctorContext): Promise<Finding[]> {
  const { config, now } = context;
  const { apiKey } = config;
  if (apiKey === undefined) {
    return [ok("access", "open: anyone who starts the program may do everything")];
  }
  const snapshot = readable(context);
  if (snapshot === undefined) return [];
  const authenticate = authenticatorOf(config, { lookups: snapshot.reader }, () => now);
  const principal = await authenticate(apiKey);
  return [
    principal === undefined
      ? failed(
        "access",
        "API_KEY is not a valid token, so the server does not start",
        "Create one with `restaurant-mcp token create`, or leave API_KEY unset.",
      )
      : ok("access", `only what ${principalText(principal)} may, by API_KEY`),
  ];
}

/** Whether the authorization server publishes its keys. */
export async function checkIssuer({ config: { oauthIssuer } }: DoctorContext): Promise<Finding[]> {
  // If it may not be connected to, another finding says so.
  if (oauthIssuer === undefined || isRefused(hostAndPort(new URL(oauthIssuer)))) return [];
  const name = "authorization server";
  try {
    const keys = await publishedKeys(oauthIssuer);
    return [ok(name, `${oauthIssuer} publishes ${counted(keys, "key")}`)];
  } catch (error) {
    return [failed(name, reasonOf(error), "Check MCP_OAUTH_ISSUER, the network and its proxy.")];
  }
}

function isRefused(host: string): boolean {
  return Deno.permissions.querySync({ name: "net", host }).state !== "granted";
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) {
    return [error.message, ...error.errors.map(reasonOf)].join("; ");
  }
  return error instanceof Error ? error.message : String(error);
}
