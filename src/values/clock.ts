import type { Flavour } from "./flavour.ts";

/** A UTC instant as stored text, to the second: `2026-11-23T06:00:00Z`. */
export type InstantText = Flavour<string, "instant">;

/** Returns the time; tests pass their own. */
export type Clock = () => Temporal.Instant;

/** The machine's clock. */
export function systemClock(): Temporal.Instant {
  return Temporal.Now.instant();
}

/** An instant as stored text. */
export function instantText(instant: Temporal.Instant): InstantText {
  return instant.toString({ smallestUnit: "second" });
}

/** The clock's time as stored text. */
export function nowText(clock: Clock): InstantText {
  return instantText(clock());
}
