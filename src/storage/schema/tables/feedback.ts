import type { Descriptors } from "../descriptor.ts";
import { BUSINESS_DATE } from "./words.ts";

/** What guests said. */
export const FEEDBACK: Descriptors<"feedback"> = {
  feedback: {
    scope: "own",
    key: ["id"],
    about: "What guests wrote.",
    columns: {
      id: "Eight capital letters or digits.",
      location_id: "The location it is about.",
      order_id: "The order it is about; null where that is not known.",
      received_at: "UTC instant at which it came.",
      business_date: BUSINESS_DATE,
      channel: "Where it came from.",
      rating: "Stars from 1 to 5; null where none were given.",
      text: "What the guest wrote.",
    },
  },
};
