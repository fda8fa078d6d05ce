/** Every environment variable that this program reads; nothing else looks at the environment. */
export const VARIABLES = [
  "DATABASE_URL",
  "LOG_LEVEL",
  "MCP_AUTH_TOKEN",
  "API_KEY",
  "MCP_OAUTH_ISSUER",
  "MCP_OAUTH_AUDIENCE",
  "MCP_PUBLIC_URL",
  "MCP_ALLOWED_HOSTS",
  "MCP_TRUSTED_PROXIES",
] as const;

/** The variables that are set, by name. */
export type Environment = Readonly<Partial<Record<typeof VARIABLES[number], string>>>;

/** Reads the environment, once. An empty variable counts as not set. */
export function readEnvironment(): Environment {
  const set = VARIABLES.map((name) => [name, Deno.env.get(name)] as const)
    .filter(([, value]) => value !== undefined && value !== "");
  return Object.freeze(Object.fromEntries(set));
}
