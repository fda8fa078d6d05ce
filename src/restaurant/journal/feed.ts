import type { Reader } from "../../storage/database.ts";
import { furthest, type Numbers } from "../../storage/location_counters.ts";
import { lastEvents, readEvents, type StoredEvent } from "./outbox.ts";

/** Receives committed events in batches, those of each location in order. */
export type EventListener = (events: readonly StoredEvent[]) => void;

/** Tells listeners in this process about committed events, of this process and others. */
export interface Feed extends AsyncDisposable {
  /** Reads at once: something was committed here. */
  wake(): void;
  /** Listens from now on. Returns an unsubscribe function. */
  subscribe(listener: EventListener): () => void;
  readonly listeners: number;
  /** Up to where events were delivered, or skipped at the start. */
  readonly told: Numbers;
}

/** How the feed looks for events. */
export interface FeedOptions {
  /** Milliseconds between looks for what other processes committed. */
  readonly pollMs: number;
  /**
   * Whether it reads nothing without listeners, and takes its position when the first one comes:
   * for a database in the same process, where that happens before any later commit.
   */
  readonly isLazy?: boolean;
  onError(error: unknown): void;
}

const EVENTS_AT_ONCE = 500;

/**
 * Starts a feed at the last existing event. It reads the outbox, so the events of a location come
 * in the order of their sequence and none is missed, from any process; the events of many commits
 * are delivered together.
 */
export async function startFeed(
  reader: Reader,
  { pollMs, isLazy = false, onError }: FeedOptions,
): Promise<Feed> {
  const listeners = new Set<EventListener>();
  const ended = new AbortController();
  let last = await lastEvents(reader);
  let looking: Promise<void> | undefined;
  let again = false;
  let catchingUp: Promise<void> = Promise.resolve();

  /** Only one read runs; a wake during it makes it read once more. */
  function look(): void {
    if (isLazy && listeners.size === 0) return;
    again = true;
    if (ended.signal.aborted) return;
    looking ??= catchingUp.then(lookUntilNothing).finally(() => looking = undefined);
  }

  /** Skips what happened without listeners. */
  async function catchUp(): Promise<void> {
    try {
      last = furthest(last, await lastEvents(reader));
    } catch (error) {
      onError(error);
    }
  }

  async function lookUntilNothing(): Promise<void> {
    try {
      while (again) {
        again = false;
        last = await tellAll(last);
      }
    } catch (error) {
      onError(error);
    }
  }

  async function tellAll(after: Numbers): Promise<Numbers> {
    const { events, next, isLast } = await readEvents(reader, after, EVENTS_AT_ONCE);
    if (ended.signal.aborted) return after;
    if (events.length > 0) { for (const listener of listeners) tell(listener, events); }
    return isLast ? next : await tellAll(next);
  }

  /** One that fails takes nothing from the others. */
  function tell(listener: EventListener, events: readonly StoredEvent[]): void {
    try {
      listener(events);
    } catch (error) {
      onError(error);
    }
  }

  const timer = setInterval(() => listeners.size > 0 && look(), pollMs);
  return {
    wake: look,
    subscribe(listener) {
      if (isLazy && listeners.size === 0) catchingUp = catchUp();
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    get listeners() {
      return listeners.size;
    },
    get told() {
      return last;
    },
    async [Symbol.asyncDispose]() {
      ended.abort();
      clearInterval(timer);
      await catchingUp;
      await looking;
    },
  };
}
