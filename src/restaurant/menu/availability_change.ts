import { z } from "zod";
import type { ChangeType } from "../journal/changes.ts";
import { AVAILABILITIES, type LocationAvailability } from "./availability.ts";

/** How available an item was made, at each location that the change concerns. */
export const AVAILABILITY_CHANGE: ChangeType<readonly LocationAvailability[]> = {
  kind: "availability",
  state: z.array(z.object({
    location_id: z.string(),
    state: z.enum(AVAILABILITIES),
    remaining: z.int().nullable(),
  })),
};
