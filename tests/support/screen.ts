import { z } from "zod";
import { SEQUENCES_KEY } from "../../src/mcp/updates.ts";
import type { TestClient } from "./clients.ts";
import { until } from "./until.ts";

const LIVE = "restaurant://live_orders";

/** An order that is taken makes two events: that it was received, and that sales changed. */
export const EVENTS_OF_ORDER = 2;

/** By location. */
const numbers = z.record(z.string(), z.number());

/** What a kitchen's screen has shown, of one location. */
export interface Screen {
  /** The numbers of the events that it read, in the order in which it read them. */
  readonly sequences: readonly number[];
  /** The number of the last event that it was notified of. */
  readonly told: number;
  /** Waits until it has read an event, which it does after a notification. */
  upTo(sequence: number): Promise<void>;
  /** The same, up to a cursor. */
  upToCursor(wanted: string): Promise<void>;
}

/** Follows the live orders as a kitchen's screen would: notified, it reads what is new. */
export async function follow(client: TestClient): Promise<Screen> {
  const sequences: number[] = [];
  let told = 0;
  let cursor = "0";
  let reading = Promise.resolve();

  async function catchUp(): Promise<void> {
    for (let more = true; more;) {
      const page = JSON.parse(await client.readResource(`${LIVE}?since=${cursor}`));
      sequences.push(...page.events.map(({ sequence }: { sequence: number }) => sequence));
      ({ cursor, more } = page);
    }
  }

  await client.watch([LIVE], ({ _meta }) => {
    told = numbers.parse(_meta?.[SEQUENCES_KEY] ?? {}).downtown ?? told;
    // One that fails while the database is away is made good by the next.
    reading = reading.then(catchUp).catch(() => {});
  });
  return {
    sequences,
    get told() {
      return told;
    },
    async upTo(sequence) {
      await until(async () => {
        await reading;
        return (sequences.at(-1) ?? 0) >= sequence;
      });
    },
    async upToCursor(wanted) {
      await until(async () => {
        await reading;
        return cursor === wanted;
      });
    },
  };
}
