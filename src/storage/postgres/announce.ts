import { EVENTS_CHANNEL } from "../migrations/list/0004_replicas.ts";
import { type Pool, runOnce } from "./pool.ts";

/** Tells every process that events were committed. */
export interface Announcer extends AsyncDisposable {
  /** Does not wait; commits while one announcement is on its way share the next. */
  announce(): void;
}

/**
 * Announces after a commit, in a transaction that writes nothing: a notification within the other
 * one would let all writers wait for each other until each commit is on disk. An announcement that
 * is lost with its process or its connection costs a second: listeners look by themselves, too.
 */
export function announceEvents(pool: Pool): Announcer {
  let isWanted = false;
  let announcing: Promise<void> | undefined;

  async function announceUntilNothing(): Promise<void> {
    while (isWanted) {
      isWanted = false;
      await runOnce(pool, `notify ${EVENTS_CHANNEL}`).catch(() => {});
    }
    announcing = undefined;
  }

  return {
    announce() {
      isWanted = true;
      announcing ??= announceUntilNothing();
    },
    async [Symbol.asyncDispose]() {
      await announcing;
    },
  };
}
