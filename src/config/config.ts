import { z } from "zod";
import { RestaurantError } from "../values/errors.ts";
import type { Environment } from "./environment.ts";

const LOOPBACK = ["127.0.0.1", "::1", "localhost"];

const schema = z.strictObject({
  transport: z.enum(["stdio", "http"]).default("stdio"),
  host: z.string().default("127.0.0.1"),
  port: z.coerce.number("a number").int("a whole number").min(0).max(65535).default(8000),
  database: z.string().min(1).default("data/restaurant.db"),
  demo: z.boolean().default(false),
  logLevel: z.enum(["debug", "info", "warn", "error"]).default("info"),
});

/** Everything that can be set, checked and frozen. */
export type Config = Readonly<z.output<typeof schema>>;

/** Flags as the command line gave them; what is absent was not given. */
export type Flags = Readonly<Partial<Record<keyof Config, unknown>>>;

/** Where each value may come from besides its flag. */
const FROM_ENVIRONMENT = { database: "DATABASE_URL", logLevel: "LOG_LEVEL" } as const;

const VALID: Record<keyof Config, string> = {
  transport: "stdio or http",
  host: LOOPBACK.join(", "),
  port: "a whole number from 0 to 65535 (0 takes a free one)",
  database: "the path of a SQLite file",
  demo: "no value",
  logLevel: "debug, info, warn or error",
};

/**
 * Checks flags and environment; a flag wins over its variable.
 *
 * @throws {RestaurantError} INVALID_INPUT naming each faulty flag or variable, its value and what
 * is valid.
 */
export function loadConfig(flags: Flags, environment: Environment): Config {
  const fromEnvironment = Object.entries(FROM_ENVIRONMENT)
    .map(([name, variable]) => [name, environment[variable]] as const)
    .filter(([, value]) => value !== undefined);
  const given: Flags = { ...Object.fromEntries(fromEnvironment), ...flags };
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const names = parsed.error.issues.map(({ path: [name] }) => name as keyof Config);
    throw faulty(names.map((name) => fault(name, given, flags)));
  }
  const config = Object.freeze(parsed.data);
  const contradictions = contradictionsOf(config, flags);
  if (contradictions.length > 0) throw faulty(contradictions);
  return config;
}

function contradictionsOf(config: Config, flags: Flags): string[] {
  return [
    ...(LOOPBACK.includes(config.host) ? [] : [
      `--host '${config.host}': without authentication only this machine is served; ` +
      `use ${VALID.host}.`,
    ]),
    ...(config.demo && flags.database !== undefined
      ? ["--demo keeps its data in memory and --database names a file; give one of them."]
      : []),
    ...(/^postgres(ql)?:/.test(config.database)
      ? [
        "The database is a PostgreSQL address, which this version cannot use; " +
        `give ${VALID.database}.`,
      ]
      : []),
    ...(config.transport === "stdio" && (flags.port !== undefined || flags.host !== undefined)
      ? ["--host and --port belong to --transport http; add it, or leave them out."]
      : []),
  ];
}

function fault(name: keyof Config, given: Flags, flags: Flags): string {
  const value = String(given[name]).slice(0, 80);
  return `${sourceOf(name, flags)} '${value}' is not valid; use ${VALID[name]}.`;
}

function sourceOf(name: keyof Config, flags: Flags): string {
  const variable = Object.entries(FROM_ENVIRONMENT).find(([key]) => key === name)?.[1];
  const flag = `--${name.replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`;
  return flags[name] === undefined && variable !== undefined ? variable : flag;
}

function faulty(problems: readonly string[]): RestaurantError {
  return new RestaurantError("INVALID_INPUT", [...new Set(problems)].join(" "));
}
