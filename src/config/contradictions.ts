import type { Config, Flags } from "./settings.ts";
import { isLoopback, isNameless, unbracketed } from "./hosts.ts";

/** Settings that contradict each other, each with how to fix it. */
export function contradictionsOf(config: Config, flags: Flags): string[] {
  return [...ofData(config, flags), ...ofTransport(config, flags), ...ofAccess(config)];
}

function ofData({ demo, inbox }: Config, flags: Flags): string[] {
  return [
    ...(demo && flags.database !== undefined
      ? ["--demo keeps its data in memory and --database names another; give one of them."]
      : []),
    ...(demo && inbox !== undefined
      ? ["--demo forgets its data, and --inbox moves files away; give one of them."]
      : []),
  ];
}

function ofTransport(config: Config, flags: Flags): string[] {
  return [
    ...(config.transport === "stdio" && (flags.port !== undefined || flags.host !== undefined)
      ? ["--host and --port belong to --transport http; add it, or leave them out."]
      : []),
    ...(config.transport === "stdio" && flags.allowOrigin !== undefined
      ? ["--allow-origin belongs to --transport http; add it, or leave it out."]
      : []),
    ...(config.transport === "stdio" && config.open
      ? ["--open shows the page in a browser and belongs to --transport http; add it."]
      : []),
    ...(config.open && !config.page
      ? ["--open shows the page and --no-page leaves it out; give one of them."]
      : []),
    ...(config.transport === "http" && isNameless(config)
      ? [
        `--host ${config.host} is every address of this machine: set MCP_PUBLIC_URL or ` +
        "MCP_ALLOWED_HOSTS to the names under which clients reach it" +
        (config.authToken === undefined && config.oauthIssuer === undefined
          ? ", and MCP_AUTH_TOKEN or OAuth to authenticate callers (or create a token with " +
            "`restaurant-mcp token create`)."
          : "."),
      ]
      : []),
  ];
}

function ofAccess({ oauthIssuer, oauthAudience, publicUrl }: Config): string[] {
  const given = [oauthIssuer, oauthAudience].filter((value) => value !== undefined);
  const isWhole = given.length === 0 || (given.length === 2 && publicUrl !== undefined);
  return [
    ...(isWhole ? [] : [
      "OAuth needs MCP_OAUTH_ISSUER, MCP_OAUTH_AUDIENCE and MCP_PUBLIC_URL together; " +
      "set all three, or neither of the first two.",
    ]),
    ...(oauthIssuer !== undefined && publicUrl !== undefined && !isAtRoot(publicUrl)
      ? [
        "MCP_PUBLIC_URL has a path, and tokens are for /mcp at the root of a host; " +
        "give it without one.",
      ]
      : []),
    ...[["MCP_OAUTH_ISSUER", oauthIssuer], ["MCP_PUBLIC_URL", publicUrl]]
      .filter(([, url]) => url !== undefined && isOpenToReaders(url))
      .map(([name]) => `${name} must begin with https:, as tokens travel there.`),
    ...[["MCP_OAUTH_ISSUER", oauthIssuer], ["MCP_PUBLIC_URL", publicUrl]]
      .filter(([, url]) => url !== undefined && hasUserinfo(url))
      .map(([name]) =>
        `${name} holds a user name or a password, and is published; leave them out.`
      ),
  ];
}

/** Whether an address contains a name or a password: it is published as a whole. */
function hasUserinfo(url: string): boolean {
  const { username, password } = new URL(url);
  return username !== "" || password !== "";
}

/** Whether what is sent there can be read on the way. */
function isOpenToReaders(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === "http:" && !isLoopback(unbracketed(hostname));
}

function isAtRoot(url: string): boolean {
  return ["/", "/mcp", "/mcp/"].includes(new URL(url).pathname);
}
