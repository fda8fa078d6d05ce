import type { EventStore, JSONRPCMessage } from "@modelcontextprotocol/server";

/** How much of a session's answers is kept for a client that lost its connection. */
const MOST_EVENTS = 50;
const MOST_CHARACTERS = 100_000;

interface Kept {
  readonly stream: string;
  readonly message: JSONRPCMessage;
  readonly size: number;
}

/** The last messages of one session, by the ids with which its client asks for what it missed. */
export interface SessionEvents extends EventStore {
  /** The stream that an id belongs to; undefined if the event is no longer kept. */
  streamOf(eventId: string): string | undefined;
}

/** Keeps the last messages of one session. */
export function sessionEvents(): SessionEvents {
  const kept = new Map<number, Kept>();
  const mark = crypto.randomUUID().slice(0, 8);
  let last = 0;
  let characters = 0;

  function makeRoom(): void {
    for (const [id, { size }] of kept) {
      if (kept.size <= MOST_EVENTS && characters <= MOST_CHARACTERS) return;
      kept.delete(id);
      characters -= size;
    }
  }

  function numberOf(eventId: string): number | undefined {
    const [of, number = ""] = eventId.split("_");
    return of === mark && /^\d{1,15}$/.test(number) ? Number(number) : undefined;
  }

  function streamOf(eventId: string): string | undefined {
    return kept.get(numberOf(eventId) ?? 0)?.stream;
  }

  return {
    streamOf,
    storeEvent(stream, message) {
      const size = JSON.stringify(message).length;
      kept.set(++last, { stream, message, size });
      characters += size;
      makeRoom();
      return Promise.resolve(`${mark}_${last}`);
    },
    getStreamIdForEventId: (eventId) => Promise.resolve(streamOf(eventId)),
    async replayEventsAfter(eventId, { send }) {
      const after = numberOf(eventId) ?? 0;
      const stream = streamOf(eventId) ?? "";
      for (const [id, event] of kept) {
        // The request that opened the stream is not one of its messages.
        const isMissed = id > after && event.stream === stream && "jsonrpc" in event.message;
        if (isMissed) await send(`${mark}_${id}`, event.message);
      }
      return stream;
    },
  };
}
