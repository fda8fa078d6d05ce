import { toUserError } from "../storage/sqlite/errors.ts";
import { RestaurantError } from "../values/errors.ts";

/** File errors of the system, whose own texts do not help a person at a terminal. */
const SYSTEM_ERRORS = Object.values(Deno.errors);

/**
 * An error in words for the operator: a known one of the database, or one of the system,
 * such as a full disk, a folder in the place of a file, or a path that may not be used. Any other
 * error is a fault of the program and stays as it is.
 */
export function plainError(error: unknown): unknown {
  const known = toUserError(error);
  if (known instanceof RestaurantError || !(error instanceof Error)) return known;
  if (error instanceof Deno.errors.NotCapable) return notPermitted(error);
  // The reader of the output had enough of it.
  if (error instanceof Deno.errors.BrokenPipe) return error;
  // Deno has no class for some of them, only the words of the system.
  const isOfSystem = SYSTEM_ERRORS.some((kind) => error instanceof kind) ||
    /\(os error \d+\)/.test(error.message);
  return isOfSystem
    ? new RestaurantError("SERVICE_UNAVAILABLE", `The system reports: ${error.message}.`)
    : error;
}

function notPermitted({ message }: Error): RestaurantError {
  const [what] = message.split(/, run again/);
  return new RestaurantError("INVALID_INPUT", `This program may not do that: ${what}.`, {
    hint: "Use a path or address it may use; `restaurant-mcp doctor` lists its permissions.",
  });
}
