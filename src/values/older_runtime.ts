/*
 * A binary may be built with the runtime of an older Deno (see DENO_COMPILE in deploy/compile.ts),
 * whose language lacks what the program uses of today's. Imported first, in each thread; does nothing
 * in a Deno that has it all.
 */

type Make = (key: unknown) => unknown;
type Kept = Map<unknown, unknown> | WeakMap<WeakKey, unknown>;

function getOrInsertComputed(this: Kept, key: WeakKey, make: Make): unknown {
  if (!this.has(key)) this.set(key, make(key));
  return this.get(key);
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function toBase64(this: Uint8Array): string {
  return btoa(Array.from(this, (byte) => String.fromCharCode(byte)).join(""));
}

function provide(target: object, name: string, value: unknown): void {
  if (name in target) return;
  Object.defineProperty(target, name, { value, writable: true, configurable: true });
}

provide(Map.prototype, "getOrInsertComputed", getOrInsertComputed);
provide(WeakMap.prototype, "getOrInsertComputed", getOrInsertComputed);
provide(Uint8Array, "fromBase64", fromBase64);
provide(Uint8Array.prototype, "toBase64", toBase64);
