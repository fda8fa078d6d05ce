import { z } from "zod";

/** A business date, as text. That it exists is checked by the domain, with its own words. */
export function dateArgument(description: string): z.ZodString {
  return z.string("Write the date as YYYY-MM-DD.")
    .regex(/^\d{4}-\d{2}-\d{2}$/, "Write the date as YYYY-MM-DD.")
    .describe(description);
}

/** One location, by id or name. */
export const locationArgument: z.ZodString = z.string().min(1).max(80)
  .describe("Location id or name, as in restaurant://locations. Without it: all together.");
