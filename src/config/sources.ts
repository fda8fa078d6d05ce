import { limitsText } from "../security/limits.ts";
import type { Environment } from "./environment.ts";
import { retentionText } from "./retention.ts";
import { type Config, type Flags, FROM_ENVIRONMENT, SECRET, settings } from "./settings.ts";

/** One setting as it may be shown to the operator. */
export interface ShownSetting {
  readonly name: string;
  /** In words; of a secret only whether it is set. */
  readonly value: string;
  /** The flag or the variable that set it, or `default`. */
  readonly source: string;
}

/** Every setting with its source. */
export function shownSettings(
  config: Config,
  flags: Flags,
  environment: Environment,
): ShownSetting[] {
  return settingNames().map((name) => ({
    name: kebab(name),
    value: shown(name, config),
    source: sourceOf(name, flags, environment),
  }));
}

/** The flag of a setting: `--log-level` of `logLevel`. */
export function flagOf(name: keyof Config): string {
  return `--${kebab(name)}`;
}

/** The variable that can set it, besides or instead of a flag. */
export function variableOf(name: keyof Config): keyof Environment | undefined {
  const variables: Partial<Record<keyof Config, keyof Environment>> = FROM_ENVIRONMENT;
  return variables[name];
}

function settingNames(): (keyof Config)[] {
  return Object.keys(settings.shape) as (keyof Config)[];
}

function sourceOf(name: keyof Config, flags: Flags, environment: Environment): string {
  if (flags[name] !== undefined) return flagOf(name);
  if (name === "database" && flags.demo === true) return flagOf("demo");
  const variable = variableOf(name);
  return variable !== undefined && environment[variable] !== undefined ? variable : "default";
}

function shown(name: keyof Config, config: Config): string {
  const value = config[name];
  if (value === undefined) return name === "toolsets" ? "all" : "not set";
  if (SECRET.includes(name)) return "set";
  if (name === "rateLimit") return limitsText(config.rateLimit);
  if (name === "retention") return retentionText(config.retention);
  return withoutCredentials(String(value));
}

/** A text that may be an address with a name and a password in it, without these. */
export function withoutCredentials(text: string): string {
  return text.replace(/^(\w+:\/\/)[^/]*@/, "$1…@");
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
}
