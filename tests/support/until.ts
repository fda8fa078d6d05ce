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
