/** For how long an error is known. */
const EVERY_MS = 60_000;

/**
 * Passes errors on, but for a minute none that says what the last one said: what fails every second
 * while a server is away would fill a log.
 *
 * @param now Milliseconds from any beginning.
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
