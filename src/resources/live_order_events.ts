import { z } from "zod";
import { lastRemovedEvent } from "../restaurant/journal/retention.ts";
import { lastSequence, readEvents } from "../restaurant/journal/outbox.ts";
import { defineTemplate } from "../mcp/resource.ts";
import type { Reader } from "../storage/database.ts";
import type { Clock } from "../values/clock.ts";
import { readLiveState } from "./live_orders.ts";
import { visibleJson } from "../values/text.ts";
import { asManyAsFit } from "./as_many_as_fit.ts";

/** More than fit in any case. */
const MOST_EVENTS = 200;
/** Characters of all events: with them the resource is below 2,000 tokens. */
const LONGEST = 7600;

/** What happened after a sequence number: how a client that was away catches up. */
export const liveOrderEvents = defineTemplate({
  name: "live_order_events",
  uriTemplate: "restaurant://live_orders{?since}",
  title: "Events after a sequence number",
  description: `Everything that happened after event \`since\`, oldest first, as many as ` +
    `fit: orders received and moved on, sales of a date (imports too), menu, availability and stock. ` +
    "Sequence numbers have no gap; go on with the last one while `more` is true.",
  scope: "orders:read",
  mimeType: "application/json",
  variable: z.string().regex(/^\d{1,15}$/, "Give the number of the last event that you know."),
  async read(since, { reader, clock }: { reader: Reader; clock: Clock }) {
    const last_sequence = await lastSequence(reader);
    const removed = await lastRemovedEvent(reader);
    if (Number(since) < removed) {
      return visibleJson(await anew(Number(since), removed, { reader, clock }));
    }
    const events = asManyAsFit(await readEvents(reader, Number(since), MOST_EVENTS), LONGEST);
    return visibleJson({
      since: Number(since),
      last_sequence,
      more: (events.at(-1)?.sequence ?? last_sequence) < last_sequence,
      events,
    });
  },
});

/** For a client that was away longer than events are kept: the state, and from where to go on. */
async function anew(
  since: number,
  removed: number,
  services: { reader: Reader; clock: Clock },
) {
  return {
    since,
    read_anew:
      `Events up to ${removed} are not kept any more. Here is the current state; read menu and ` +
      "stock anew, too, and go on after last_sequence.",
    ...await readLiveState(services),
  };
}
