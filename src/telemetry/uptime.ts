/** Starts measuring; the returned function returns the whole seconds since then. */
export function startUptime(): () => number {
  const started = performance.now();
  return () => Math.floor((performance.now() - started) / 1000);
}
