import type { z } from "zod";
import { IN_MEMORY } from "../storage/address/database_address.ts";
import { RestaurantError } from "../values/errors.ts";
import { contradictionsOf } from "./contradictions.ts";
import type { Environment } from "./environment.ts";
import { type Config, type Flags, FROM_ENVIRONMENT, SECRET, settings, VALID } from "./settings.ts";
import { flagOf, variableOf, withoutCredentials } from "./sources.ts";

export type { Config, Flags };

/**
 * Checks flags and environment; a flag wins over its variable.
 *
 * @throws {RestaurantError} INVALID_INPUT naming each faulty flag or variable, its value and what
 * is valid.
 */
export function loadConfig(flags: Flags, environment: Environment): Config {
  const fromEnvironment = Object.entries(FROM_ENVIRONMENT)
    // The demo has its own data, even if the environment names a database.
    .filter(([name]) => !(flags.demo === true && name === "database"))
    .map(([name, variable]) => [name, environment[variable]] as const)
    .filter(([, value]) => value !== undefined);
  const given: Flags = { ...Object.fromEntries(fromEnvironment), ...flags };
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    throw faulty(parsed.error.issues.map((issue) => fault(issue, given, flags)));
  }
  const { demo } = parsed.data;
  const config = Object.freeze({ ...parsed.data, ...(demo && { database: IN_MEMORY }) });
  const contradictions = contradictionsOf(config, flags);
  if (contradictions.length > 0) throw faulty(contradictions);
  return config;
}

function fault(issue: z.core.$ZodIssue, given: Flags, flags: Flags): string {
  const name = issue.path[0] as keyof Config;
  if (issue.code === "custom" && issue.params?.["isWhole"] === true) {
    return `${sourceOf(name, flags)}: ${issue.message}`;
  }
  const value = SECRET.includes(name)
    ? ""
    : ` '${withoutCredentials(String(given[name])).slice(0, 80)}'`;
  return `${sourceOf(name, flags)}${value} is not valid; use ${VALID[name]}.`;
}

function sourceOf(name: keyof Config, flags: Flags): string {
  return flags[name] === undefined ? variableOf(name) ?? flagOf(name) : flagOf(name);
}

function faulty(problems: readonly string[]): RestaurantError {
  return new RestaurantError("INVALID_INPUT", [...new Set(problems)].join(" "));
}
