/** How long an error is remembered. */
const EVERY_MS = 60_000;

/**
 * Passes errors on, except those that repeat the last one within a minute: an error every second
 * while a server is away would fill a log.
 *
 * @param now Milliseconds from any origin.
 */
export function suppressRepeats(
  report: (error: unknown) => void,
  now: () => number = () => performance.now(),
): (error: unknown) => void {
  let last = { says: "", at: -Infinity };
  return (error) => {
    const says = String(error);
    if (says === last.says && now() - last.at < EVERY_MS) return;
    last = { says, at: now() };
    report(error);
  };
}
