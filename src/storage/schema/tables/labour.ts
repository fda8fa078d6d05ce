import type { DateText } from "../../../values/business_day.ts";
import type { InstantText } from "../../../values/clock.ts";
import type { Descriptors } from "./descriptor.ts";
import { BUSINESS_DATE } from "./words.ts";

/** Row types: shifts of employees. */
export interface LabourTables {
  time_entries: {
    id: string;
    location_id: string;
    source_key: string;
    employee: string;
    job: string;
    business_date: DateText;
    started_at: InstantText;
    ended_at: InstantText;
    regular_minutes: number;
    overtime_minutes: number;
    regular_pay: number | null;
    overtime_pay: number | null;
    import_id: string | null;
  };
}

/** Shifts of employees. */
export const LABOUR: Descriptors<LabourTables> = {
  time_entries: {
    scope: "own",
    key: ["id"],
    about: "Shifts that were worked, from the time clock.",
    columns: {
      id: "Eight capital letters or digits.",
      location_id: "Where.",
      source_key: "What identifies the shift in its export.",
      employee: "Name of the employee; only managers see it.",
      job: "What the employee worked as.",
      business_date: BUSINESS_DATE,
      started_at: "UTC instant of clocking in.",
      ended_at: "UTC instant of clocking out.",
      regular_minutes: "Minutes paid at the usual wage.",
      overtime_minutes: "Minutes paid as overtime.",
      regular_pay: "Pay for the regular minutes, in minor units; null if not recorded.",
      overtime_pay: "Pay for the overtime, in minor units; null if not recorded.",
      import_id: "The import that brought it.",
    },
  },
};
