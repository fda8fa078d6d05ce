import { z } from "zod";
import { eventCursor, LONGEST_CURSOR, readUpTo } from "../restaurant/journal/event_cursor.ts";
import {
  lastEvents,
  locationsWithEvents,
  passed,
  readEvents,
} from "../restaurant/journal/outbox.ts";
import { lastRemovedEvents } from "../restaurant/journal/retention.ts";
import { defineTemplate } from "../mcp/resource.ts";
import type { Reader } from "../storage/database.ts";
import { readEpoch } from "../storage/epoch.ts";
import { isWithin } from "../storage/location_counters.ts";
import type { Clock } from "../values/clock.ts";
import { readLiveState } from "./live_orders.ts";
import { visibleJson } from "../values/text.ts";
import { asManyAsFit } from "./as_many_as_fit.ts";

/** More than fit in any case. */
const MOST_EVENTS = 80;
/** Characters of all events: with them the resource is below 2,000 tokens. */
const LONGEST = 7600;

/** What happened after a cursor: how a client that was away catches up. */
export const liveOrderEvents = defineTemplate({
  name: "live_order_events",
  uriTemplate: "restaurant://live_orders{?since}",
  title: "Events after a cursor",
  description: "Everything that happened after the cursor `since`, oldest first, as many as fit: " +
    "orders received and moved on, sales of a date (imports too), menu, availability and stock. " +
    "Each location's sequence numbers have no gap; go on with `cursor` while `more` is true.",
  scope: "orders:read",
  mimeType: "application/json",
  variable: z.string().regex(/^[\w-]*$/, "Give the cursor of the last answer.").max(LONGEST_CURSOR),
  async read(since, { reader, clock }: { reader: Reader; clock: Clock }) {
    const last = await lastEvents(reader);
    const epoch = await readEpoch(reader);
    const locations = await locationsWithEvents(reader, last);
    const after = readUpTo(since, last, { locations, epoch });
    // Some of what happened since is not kept any more.
    if (!isWithin(await lastRemovedEvents(reader), after)) {
      return visibleJson(await anew(since, { reader, clock }));
    }
    const page = await readEvents(reader, after, MOST_EVENTS, last);
    const events = asManyAsFit(page.events, LONGEST - eventCursor(last, epoch).length);
    const isAll = events.length === page.events.length;
    return visibleJson({
      since,
      cursor: eventCursor(isAll ? page.next : passed(after, events), epoch),
      more: !isAll || !page.isLast,
      events,
    });
  },
});

/** For a client that was away longer than events are kept: the state, and from where to go on. */
async function anew(since: string, services: { reader: Reader; clock: Clock }) {
  return {
    since,
    read_anew:
      "Some events since are not kept any more. Here is the current state; read menu and " +
      "stock anew, too, and go on after cursor.",
    ...await readLiveState(services),
  };
}
