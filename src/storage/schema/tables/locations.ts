import type { DateText } from "../../../values/business_day.ts";
import type { InstantText } from "../../../values/clock.ts";
import type { Descriptors } from "./descriptor.ts";
import { CREATED, CURRENCY } from "./words.ts";

/** Row types: locations, and what holds for each. */
export interface LocationsTables {
  locations: {
    id: string;
    name: string;
    time_zone: string;
    currency: string;
    business_day_start: number;
    created_at: InstantText;
  };
  opening_hours: {
    location_id: string;
    weekday: number;
    opens: number;
    closes: number;
  };
  tax_rates: {
    location_id: string;
    rate: number;
    is_included: 0 | 1;
  };
  calendar_entries: {
    id: string;
    location_id: string;
    date: string;
    end_date: DateText;
    kind: "closed" | "event";
    name: string;
  };
}

/** Locations, and what holds for each. */
export const LOCATIONS: Descriptors<LocationsTables> = {
  locations: {
    scope: "location",
    key: ["id"],
    about: "Places that sell, each with its own time zone, currency and business day.",
    columns: {
      id: "Short name used in commands and arguments, such as downtown.",
      name: "Name that people use.",
      time_zone: "IANA time zone, such as America/New_York.",
      currency: CURRENCY,
      business_day_start: "Local time at which a business day begins, in minutes after midnight.",
      created_at: CREATED,
    },
  },
  opening_hours: {
    scope: "own",
    key: ["location_id", "weekday", "opens"],
    about: "When a location takes orders; one without rows takes them at any time.",
    columns: {
      location_id: "The location.",
      weekday: "Weekday of the business date, from 1 for Monday to 7 for Sunday.",
      opens: "Local time from which it takes orders, in minutes after midnight.",
      closes: "Local time until which it does; above 1440 it is past midnight.",
    },
  },
  tax_rates: {
    scope: "own",
    key: ["location_id"],
    about: "The sales tax of locations on orders taken here; one without a row adds none.",
    columns: {
      location_id: "The location.",
      rate: "Millionths of the price before tax: 88750 is 8.875 %.",
      is_included: "1 if the prices on the menu contain it, 0 if it is added to them.",
    },
  },
  calendar_entries: {
    scope: "own",
    key: ["id"],
    about: "Days that are not like others: closed, or with an event.",
    columns: {
      id: "Eight capital letters or digits.",
      location_id: "Where.",
      date: "First business date, YYYY-MM-DD.",
      end_date: "Last business date, included.",
      kind: "closed or event.",
      name: "What people call it.",
    },
  },
};
