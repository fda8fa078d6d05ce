import type { Flavour } from "./flavour.ts";

/** A UTC instant as stored text, to the second: `2026-11-23T06:00:00Z`. */
export type InstantText = Flavour<string, "instant">;

/** Returns the time; tests pass their own. */
export type Clock = () => Temporal.Instant;

/** The machine's clock. */
export function systemClock(): Temporal.Instant {
  return Temporal.Now.instant();
}

/** Of the text of a `Date`: seconds end here, thousandths follow. */
const THOUSANDTHS = -".000Z".length;

/** An instant as stored text. Temporal's own text is the same, and takes ten times as long. */
export function instantText({ epochMilliseconds }: Temporal.Instant): InstantText {
  return `${new Date(epochMilliseconds).toISOString().slice(0, THOUSANDTHS)}Z`;
}

/** The clock's time as stored text. */
export function nowText(clock: Clock): InstantText {
  return instantText(clock());
}
