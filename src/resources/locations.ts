import { readLocations } from "../restaurant/locations/location.ts";
import { defineResource } from "../mcp/resource.ts";
import type { Reader } from "../storage/database.ts";
import { clockText, momentOfInstant } from "../values/business_day.ts";
import type { Clock } from "../values/clock.ts";
import { visibleJson } from "../values/text.ts";

/** The restaurant's locations and what day it is there. */
export const locations = defineResource({
  name: "locations",
  uri: "restaurant://locations",
  title: "Locations",
  description:
    "Every location with its id, time zone, currency, business-day start and current business " +
    "date.",
  mimeType: "application/json",
  async read({ reader, clock }: { reader: Reader; clock: Clock }) {
    const rows = await readLocations(reader);
    return visibleJson({
      locations: rows.map((location) => ({
        id: location.id,
        name: location.name,
        time_zone: location.time_zone,
        currency: location.currency,
        business_day_start: clockText(location.business_day_start),
        business_date: momentOfInstant(clock(), location).business_date,
      })),
    });
  },
});
