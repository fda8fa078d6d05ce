import { insertMany } from "../../src/storage/bulk.ts";
import type { Database } from "../../src/storage/database.ts";
import type { Row } from "../../src/storage/schema/schema.ts";
import { storeAnalyses } from "../../src/restaurant/feedback/store_analyses.ts";
import type { Engine } from "./engines.ts";
import { openRestaurant, WRITTEN_AT } from "./sales.ts";

/** Feedback of two locations: praise, an illness, a wait, and a plain fact. */
export const SAID = {
  PRAISE01: {
    location_id: "downtown",
    business_date: "2026-12-20",
    channel: "google",
    rating: 5,
    text: "The cheeseburger was delicious and our server was so friendly.",
  },
  "yelp-2": {
    location_id: "downtown",
    business_date: "2026-12-22",
    channel: "yelp",
    rating: 1,
    text: "We both got food poisoning from the salad. The staff ignored our calls.",
  },
  WAITED01: {
    location_id: "harbour",
    business_date: "2026-12-21",
    channel: "survey",
    rating: 2,
    text: "We waited an hour for our food and it came out cold.",
  },
  PLAIN001: {
    location_id: "downtown",
    business_date: "2026-11-20",
    channel: "survey",
    rating: null,
    text: "We had the salad and a cola.",
  },
} as const;

/** The same as rows. */
export function feedbackRows(): Row<"feedback">[] {
  return Object.entries(SAID).map(([id, said]) => ({
    id,
    order_id: null,
    source_id: null,
    received_at: `${said.business_date}T18:00:00Z`,
    ...said,
  }));
}

/** A restaurant with feedback, not read yet. */
export async function openWithUnread(engine: Engine): Promise<Database> {
  const database = await openRestaurant(engine);
  await database.write((writer) => insertMany(writer, "feedback", feedbackRows()));
  return database;
}

/** The same, read by the model. */
export async function openWithFeedback(engine: Engine): Promise<Database> {
  const database = await openWithUnread(engine);
  while (await storeAnalyses(database, WRITTEN_AT) > 0);
  return database;
}
