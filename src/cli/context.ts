import type { Config, Flags } from "../config/config.ts";
import type { Environment } from "../config/environment.ts";

/** What every command receives. */
export interface Context {
  /**
   * The settings that flags and environment make.
   *
   * @throws {RestaurantError} INVALID_INPUT naming what is faulty.
   */
  config(flags: Flags): Config;
  readonly environment: Environment;
  /** Aborts when the program is asked to stop. */
  readonly signal: AbortSignal;
  /** Says how the command ended; without a word it was done. */
  finish(code: number): void;
}
