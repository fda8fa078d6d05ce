import { RestaurantError } from "../values/errors.ts";
import { contradictionsOf } from "./contradictions.ts";
import type { Environment } from "./environment.ts";
import { type Config, type Flags, FROM_ENVIRONMENT, SECRET, settings, VALID } from "./settings.ts";
import { flagOf, variableOf } from "./sources.ts";

export type { Config, Flags };

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
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const names = parsed.error.issues.map(({ path: [name] }) => name as keyof Config);
    throw faulty(names.map((name) => fault(name, given, flags)));
  }
  const config = Object.freeze(parsed.data);
  const contradictions = contradictionsOf(config, flags);
  if (contradictions.length > 0) throw faulty(contradictions);
  return config;
}

function fault(name: keyof Config, given: Flags, flags: Flags): string {
  const value = SECRET.includes(name) ? "" : ` '${String(given[name]).slice(0, 80)}'`;
  return `${sourceOf(name, flags)}${value} is not valid; use ${VALID[name]}.`;
}

function sourceOf(name: keyof Config, flags: Flags): string {
  return flags[name] === undefined ? variableOf(name) ?? flagOf(name) : flagOf(name);
}

function faulty(problems: readonly string[]): RestaurantError {
  return new RestaurantError("INVALID_INPUT", [...new Set(problems)].join(" "));
}
