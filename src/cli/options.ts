import { Option } from "commander";
import type { Flags } from "../config/config.ts";
import { DEFAULT_RETENTION, retentionText } from "../config/retention.ts";
import { DEFAULT_LIMITS, limitsText } from "../security/limits.ts";
import { AREAS } from "../security/scopes.ts";
import { RestaurantError } from "../values/errors.ts";

/** `--database`, which nearly every command has. */
export function databaseOption(): Option {
  return new Option(
    "--database <file>",
    "the SQLite file (default data/restaurant.db), or the address of a PostgreSQL database; put " +
      "one with a password in DATABASE_URL, which process lists do not show",
  );
}

/** `--log-level`, for commands that write a log. */
export function logLevelOption(): Option {
  return new Option(
    "--log-level <level>",
    "debug, info, warn or error (default info; over stdio warn)",
  );
}

/** The flags that say how the program serves. */
export function servingOptions(): Option[] {
  return [
    new Option("--transport <kind>", "stdio or http (default stdio)"),
    new Option("--host <address>", "address to listen on with http (default 127.0.0.1)"),
    new Option("--port <number>", "port to listen on with http (default 8000)"),
    databaseOption(),
    new Option("--demo", "a seeded demo restaurant in memory; no file is touched"),
    new Option("--read-only", "no tool exists that changes anything"),
    new Option("--inbox <folder>", "exports that appear in this folder are imported"),
    new Option("--toolsets <areas>", `only these areas exist: ${AREAS.join(",")}`),
    new Option(
      "--rate-limit <limits>",
      `such as ${limitsText(DEFAULT_LIMITS)}`,
    ),
    new Option(
      "--retention <days>",
      `how long rows are kept, such as ${retentionText(DEFAULT_RETENTION)}`,
    ),
    new Option("--allow-origin <origin>", "a page of this origin may call over http; repeatable")
      .argParser(collected),
    // Without the positive form, its absence would count as given.
    new Option("--page").hideHelp(),
    new Option("--no-page", "no page at /, and no view in chats"),
    new Option("--open", "shows the page in the browser once the server listens (http)"),
    logLevelOption(),
  ];
}

/**
 * Reads a count.
 *
 * @throws {RestaurantError} INVALID_INPUT for anything else.
 */
export function wholeNumber(value: string): number {
  if (/^[1-9]\d{0,5}$/.test(value)) return Number(value);
  throw new RestaurantError("INVALID_INPUT", `'${value}' is not a number from 1 to 999999.`);
}

/** Takes the values of a flag that may be given several times. */
export function collected(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, value];
}

/** Flags without those that were not given. */
export function defined(flags: Flags): Flags {
  return Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
}
