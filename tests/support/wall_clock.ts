/** The wall clock of this process is set back until disposed; the steady one goes on. */
export function wallClockSetBack(seconds: number): Disposable {
  const now = Date.now;
  Date.now = () => now() - seconds * 1000;
  return { [Symbol.dispose]: () => void (Date.now = now) };
}
