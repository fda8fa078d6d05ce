import { LRUCache } from "lru-cache";
import { furthest, type Numbers } from "../../../storage/location_counters.ts";
import type { EventPage } from "../../journal/outbox.ts";
import { type Dependencies, isTouched } from "./dependencies.ts";

/** The longest time an answer is kept, in seconds. */
export const KEPT_SECONDS = 300;
/** Answers that are kept at most. */
export const KEPT_ANSWERS = 100;
/** Events read at once; if there are more, the whole cache is dropped. */
const MOST_NEWS = 500;

/** An answer, and whether it was there already. */
export interface Kept<Answer> {
  readonly answer: Answer;
  readonly cached: boolean;
}

/** What is asked of the cache. */
export interface Request<Answer> {
  /** Everything that the answer depends on besides the data. */
  readonly key: string;
  /** Which changes of the data make it wrong. */
  readonly dependsOn: Dependencies;
  readonly signal: AbortSignal;
  compute(): Promise<Answer>;
}

/** The statistics of a cache. */
export interface CacheFigures {
  readonly entries: number;
  /** Answers given without computing, those that waited for another's computation included. */
  readonly hits: number;
  readonly misses: number;
  /** Answers dropped because the data changed. */
  readonly dropped: number;
}

/** Keeps answers until the data that they rest on changes. */
export interface AnswerCache<Answer> {
  /**
   * The answer to a question: a kept one, that of a caller asking the same right now, or a new
   * one. What was committed before this call is always in it: the events since the last call are read
   * first, and what they touch is dropped.
   */
  get(request: Request<Answer>): Promise<Kept<Answer>>;
  readonly figures: CacheFigures;
  /** Whether reading the events failed the last time; answers are then computed again. */
  readonly isFailing: boolean;
}

/** Where a cache learns of changes. */
export interface News {
  /** The events after a position, at most `limit`. */
  read(after: Numbers, limit: number): Promise<EventPage>;
  /** Up to where events have been given out. */
  last(): Promise<Numbers>;
  onError(error: unknown): void;
}

interface Entry<Answer> {
  readonly dependsOn: Dependencies;
  readonly answer: Answer;
}

/** A computation that others may wait for. */
interface Flight<Answer> {
  readonly dependsOn: Dependencies;
  readonly signal: AbortSignal;
  readonly answer: Promise<Answer>;
  isStale: boolean;
}

/** @param now Milliseconds that go on; tests give their own. */
export function createAnswerCache<Answer extends object>(
  news: News,
  now: () => number = () => performance.now(),
): AnswerCache<Answer> {
  const kept = new LRUCache<string, Entry<Answer>>({
    max: KEPT_ANSWERS,
    ttl: KEPT_SECONDS * 1000,
    ttlResolution: 0,
    perf: { now },
  });
  const flights = new Map<string, Flight<Answer>>();
  const count = { hits: 0, misses: 0, dropped: 0 };
  let told: Numbers | undefined;
  let isFailing = false;

  /** Drops what changed since the last call; false when that cannot be known. */
  async function catchUp(): Promise<boolean> {
    try {
      const page = told === undefined ? undefined : await news.read(told, MOST_NEWS);
      if (page?.isLast) {
        drop((dependsOn) => page.events.some((event) => isTouched(dependsOn, event)));
        told = furthest(told ?? page.next, page.next);
      } else {
        const last = await news.last();
        drop(() => true);
        told = furthest(told ?? last, last);
      }
      isFailing = false;
    } catch (error) {
      isFailing = true;
      news.onError(error);
    }
    return !isFailing;
  }

  function drop(isWrong: (dependsOn: Dependencies) => boolean): void {
    for (const [key, { dependsOn }] of [...kept.entries()]) {
      if (isWrong(dependsOn) && kept.delete(key)) count.dropped++;
    }
    for (const [key, flight] of flights) {
      if (!isWrong(flight.dependsOn)) continue;
      flight.isStale = true;
      flights.delete(key);
    }
  }

  async function fly({ key, dependsOn, signal, compute }: Request<Answer>): Promise<Answer> {
    count.misses++;
    const flight = { dependsOn, signal, answer: compute(), isStale: false };
    flights.set(key, flight);
    try {
      const answer = await flight.answer;
      if (!flight.isStale) kept.set(key, { dependsOn, answer });
      return answer;
    } finally {
      if (flights.get(key) === flight) flights.delete(key);
    }
  }

  return {
    async get(request) {
      const { key, signal } = request;
      for (;;) {
        const isKnown = await catchUp();
        signal.throwIfAborted();
        if (!isKnown) return { answer: await request.compute(), cached: false };
        const entry = kept.get(key);
        const flight = flights.get(key);
        if (entry === undefined && flight === undefined) {
          return { answer: await fly(request), cached: false };
        }
        const answer = entry?.answer ?? await landed(flight, signal);
        if (answer === undefined) continue;
        count.hits++;
        return { answer, cached: true };
      }
    },
    get figures() {
      return { entries: kept.size, ...count };
    },
    get isFailing() {
      return isFailing;
    },
  };
}

/** The result of another caller's computation; undefined if that caller gave up. */
async function landed<Answer>(
  flight: Flight<Answer> | undefined,
  signal: AbortSignal,
): Promise<Answer | undefined> {
  const gaveUp = Promise.withResolvers<never>();
  const giveUp = () => gaveUp.reject(signal.reason);
  signal.addEventListener("abort", giveUp, { once: true });
  try {
    return await Promise.race([flight?.answer, gaveUp.promise]);
  } catch (error) {
    if (!signal.aborted && flight?.signal.aborted) return undefined;
    throw error;
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}
