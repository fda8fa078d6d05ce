/** Long enough for the busiest machine; only a failure takes so long. */
export const NEVER_MS = 180_000;

/** Waits until something is so. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  const begun = performance.now();
  while (!await isSo()) {
    if (performance.now() - begun > NEVER_MS) throw new Error(`It never came: ${isSo}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Repeats something until what it brings about has come: a client of 2025 opens its stream when it
 * likes, and is notified of nothing before.
 */
export async function repeatUntil(
  comes: Promise<unknown>,
  repeat: () => Promise<unknown>,
): Promise<void> {
  const come = comes.then(() => true);
  let hasCome = false;
  while (!hasCome) {
    await repeat();
    const pause = new Promise<boolean>((resolve) => setTimeout(resolve, 20, false));
    hasCome = await Promise.race([come, pause]);
  }
}
