/** A clock that stands at the last day of 2026. */
export function noon(): Temporal.Instant {
  return Temporal.Instant.from("2026-12-31T12:00:00Z");
}
