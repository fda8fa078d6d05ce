import { within } from "../values/within.ts";
import type { Message } from "./message.ts";

/** Requests of a connection that are not yet answered. */
export interface Answering {
  /** A message came. */
  asked(message: Message): void;
  /** The request of this id has its answer. */
  answered(id: unknown): void;
  /** Resolves when every request has its answer, or some milliseconds after `ready` has settled. */
  settled(milliseconds: number, ready?: Promise<unknown>): Promise<void>;
}

/** Follows the requests of a connection. */
export function answering(): Answering {
  const open = new Set<unknown>();
  let settle: (() => void) | undefined;
  const answered = (id: unknown) => {
    if (open.delete(id) && open.size === 0) settle?.();
  };
  return {
    asked({ kind, method, id, params }) {
      if (method === "notifications/cancelled") answered(params.requestId);
      // Open as long as the connection.
      else if (kind === "request" && method !== "subscriptions/listen") open.add(id);
    },
    answered,
    async settled(milliseconds, ready = Promise.resolve()) {
      if (open.size === 0) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      settle = resolve;
      await Promise.race([promise, ready.catch(() => {})]);
      await within(milliseconds, promise);
    },
  };
}
