import type { EventStore } from "@modelcontextprotocol/server";

/** How much of a session's answers is kept for a client that lost its connection. */
const MOST_EVENTS = 50;
const MOST_CHARACTERS = 100_000;
/** What begins a stream: it says nothing but its id. */
export const NOTHING = "{}";

interface Kept {
  readonly stream: string;
  /** The message as JSON; a text takes less room, and one that is missed is rare. */
  readonly text: string;
}

/** The last messages of one session, by the ids with which its client asks for what it missed. */
export interface SessionEvents extends EventStore {
  /** The stream that an id belongs to; undefined if the event is no longer kept. */
  streamOf(eventId: string): string | undefined;
  /** Keeps a message that is JSON already. Returns the id of its event. */
  keep(stream: string, text: string): string;
}

/** Keeps the last messages of one session. */
export function sessionEvents(): SessionEvents {
  const kept = new Map<number, Kept>();
  const mark = crypto.randomUUID().slice(0, 8);
  let last = 0;
  let characters = 0;

  function makeRoom(): void {
    for (const [id, { text }] of kept) {
      if (kept.size <= MOST_EVENTS && characters <= MOST_CHARACTERS) return;
      kept.delete(id);
      characters -= text.length;
    }
  }

  function numberOf(eventId: string): number | undefined {
    const [of, number = ""] = eventId.split("_");
    return of === mark && /^\d{1,15}$/.test(number) ? Number(number) : undefined;
  }

  function streamOf(eventId: string): string | undefined {
    return kept.get(numberOf(eventId) ?? 0)?.stream;
  }

  function keep(stream: string, text: string): string {
    kept.set(++last, { stream, text });
    characters += text.length;
    makeRoom();
    return `${mark}_${last}`;
  }

  return {
    streamOf,
    keep,
    storeEvent: (stream, message) => Promise.resolve(keep(stream, JSON.stringify(message))),
    getStreamIdForEventId: (eventId) => Promise.resolve(streamOf(eventId)),
    async replayEventsAfter(eventId, { send }) {
      const after = numberOf(eventId) ?? 0;
      const stream = streamOf(eventId) ?? "";
      for (const [id, event] of kept) {
        // The request that opened the stream is not one of its messages.
        const isMissed = id > after && event.stream === stream && event.text !== NOTHING;
        if (isMissed) await send(`${mark}_${id}`, JSON.parse(event.text));
      }
      return stream;
    },
  };
}
