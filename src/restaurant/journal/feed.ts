import type { Reader } from "../../storage/database.ts";
import { lastSequence, readEvents, type StoredEvent } from "./outbox.ts";

/** Receives committed events, in order, in batches. */
export type EventListener = (events: readonly StoredEvent[]) => void;

/** Tells listeners in this process about committed events, of this process and others. */
export interface Feed extends AsyncDisposable {
  /** Reads at once: something was committed here. */
  wake(): void;
  /** Listens from now on. Returns an unsubscribe function. */
  subscribe(listener: EventListener): () => void;
  readonly listeners: number;
  /** The number of the last delivered event, or of the last event at the start. */
  readonly told: number;
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
 * Starts a feed at the last existing event. It reads the outbox, so events come in the order of
 * their sequence and none is missed, from any process; the events of many commits are delivered
 * together.
 */
export async function startFeed(
  reader: Reader,
  { pollMs, isLazy = false, onError }: FeedOptions,
): Promise<Feed> {
  const listeners = new Set<EventListener>();
  const ended = new AbortController();
  let last = await lastSequence(reader);
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
      last = Math.max(last, await lastSequence(reader));
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

  async function tellAll(after: number): Promise<number> {
    const events = await readEvents(reader, after, EVENTS_AT_ONCE);
    if (events.length === 0 || ended.signal.aborted) return after;
    for (const listener of listeners) tell(listener, events);
    return await tellAll(events.at(-1)?.sequence ?? after);
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
