/**
 * How often each kind of figures was to be asked for again: a number that grows. What happens to
 * orders shows at once, sales a little later, what changes slowly every few minutes.
 */
export interface Pulses {
  readonly orders: number;
  readonly sales: number;
  readonly menu: number;
  readonly slow: number;
}

/** Nothing was asked for again. */
export const FIRST: Pulses = { orders: 0, sales: 0, menu: 0, slow: 0 };

/** Milliseconds between two askings after changes: far fewer than the server's limits allow. */
const LEAST_MS: Pulses = { orders: 1_000, sales: 10_000, menu: 1_000, slow: 60_000 };
/** Milliseconds after which figures are asked for without any change: time itself changes them. */
const MOST_MS: Pulses = { orders: 60_000, sales: 60_000, menu: 300_000, slow: 300_000 };

/** Something that grows pulses. */
export interface Beat {
  /** Asks for some kinds again, soon. */
  beat(...kinds: readonly (keyof Pulses)[]): void;
  stop(): void;
}

/**
 * Grows pulses after changes and as time goes by, for as long as somebody sees the page.
 *
 * @param onBeat Hears which kind of figures to ask for again.
 */
export function startBeat(onBeat: (kind: keyof Pulses) => void): Beat {
  const last: Record<keyof Pulses, number> = { ...FIRST };
  const timers = new Map<keyof Pulses, ReturnType<typeof setTimeout>>();

  function ask(kind: keyof Pulses): void {
    clearTimeout(timers.get(kind));
    timers.delete(kind);
    last[kind] = performance.now();
    onBeat(kind);
  }

  function beat(...kinds: readonly (keyof Pulses)[]): void {
    for (const kind of kinds) {
      if (timers.has(kind)) continue;
      const wait = Math.max(0, last[kind] + LEAST_MS[kind] - performance.now());
      timers.set(kind, setTimeout(() => ask(kind), wait));
    }
  }

  function askOld(): void {
    if (document.hidden) return;
    for (const kind of kindsOf(FIRST)) {
      if (performance.now() - last[kind] >= MOST_MS[kind]) beat(kind);
    }
  }

  for (const kind of kindsOf(FIRST)) last[kind] = performance.now();
  const clock = setInterval(askOld, 1000);
  document.addEventListener("visibilitychange", askOld);
  return {
    beat,
    stop() {
      clearInterval(clock);
      document.removeEventListener("visibilitychange", askOld);
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}

/** Which figures the content of an address is in. */
export function kindsAt(uri: string | undefined): readonly (keyof Pulses)[] {
  if (uri === undefined) return kindsOf(FIRST);
  return uri.startsWith("restaurant://menu_items") ? ["menu"] : ["orders", "sales"];
}

function kindsOf(pulses: Pulses): (keyof Pulses)[] {
  return Object.keys(pulses) as (keyof Pulses)[];
}
