import type { Format } from "../kind/format.ts";

/** What a column of a file of shifts can hold. */
export type LabourField =
  | "id"
  | "employee"
  | "first_name"
  | "last_name"
  | "job"
  | "location"
  | "in"
  | "in_time"
  | "out"
  | "out_time"
  | "time_zone"
  | "hours"
  | "unpaid_break_hours"
  | "regular_hours"
  | "overtime_hours"
  | "wage"
  | "regular_pay"
  | "overtime_pay"
  | "pay";

/** How one system writes shifts. */
export interface LabourFormat extends Format<LabourField> {
  /** Why a row is not a shift; undefined if it is one. */
  notAShift?(cell: (field: LabourField) => string): string | undefined;
}

/**
 * Toast's TimeEntries.csv. Source: Toast platform guide, "Data export field reference", and the header
 * of a real file.
 */
export const toastTimeEntries: LabourFormat = {
  name: "toast-time-entries",
  title: "Toast TimeEntries",
  columns: {
    id: ["GUID", "Id"],
    employee: ["Employee"],
    job: ["Job Title"],
    location: ["Location"],
    in: ["In Date"],
    out: ["Out Date"],
    hours: ["Payable Hours", "Total Hours"],
    regular_hours: ["Regular Hours"],
    overtime_hours: ["Overtime Hours"],
    wage: ["Wage"],
    regular_pay: ["Regular Pay"],
    overtime_pay: ["Overtime Pay"],
    pay: ["Total Pay"],
  },
  required: [["employee"], ["in"], ["out"], ["regular_hours"], ["regular_pay"]],
  usualDateOrder: "mdy",
};

/**
 * Homebase's timesheets. Source: the headers of four exports in public repositories, two of them from
 * real restaurants. The file has a header and a total for each employee, and rows for breaks and for
 * shifts that were planned and not worked.
 */
export const homebaseTimesheets: LabourFormat = {
  name: "homebase-timesheets",
  title: "Homebase timesheets",
  columns: {
    employee: ["Name"],
    job: ["Role"],
    in: ["Clock in date"],
    in_time: ["Clock in time"],
    out: ["Clock out date"],
    out_time: ["Clock out time"],
    regular_hours: ["Regular hours"],
    overtime_hours: ["OT hours"],
    pay: ["Estimated wages"],
  },
  required: [["employee"], ["in"], ["in_time"], ["out"], ["out_time"], ["regular_hours"], ["pay"]],
  usualDateOrder: "mdy",
  notAShift(cell) {
    const [employee, date] = [cell("employee"), cell("in")];
    if (employee === "" && date === "") return "a break within the shift above";
    if (/^totals\b/i.test(employee)) return "row of totals";
    if (employee === "-") return "a line between employees";
    return cell("in_time") === "" && cell("out_time") === "" ? "planned, not worked" : undefined;
  },
};

/** Any other file, by the names that such columns usually have, or by `--map`. */
export const genericShifts: LabourFormat = {
  name: "generic",
  title: "Shifts",
  columns: {
    id: ["id", "shift id", "time entry id", "timecard id"],
    employee: ["employee", "employee name", "team member", "name", "user"],
    first_name: ["first name", "employee first name"],
    last_name: ["last name", "employee last name"],
    job: ["job", "job title", "role", "position", "department"],
    location: ["location", "location name"],
    in: [
      "in",
      "clock in",
      "clock in date",
      "clockin date",
      "clocked in",
      "start",
      "in date",
      "start date",
    ],
    in_time: ["in time", "clock in time", "clockin time", "start time"],
    out: [
      "out",
      "clock out",
      "clock out date",
      "clockout date",
      "clocked out",
      "end",
      "out date",
      "end date",
    ],
    out_time: ["out time", "clock out time", "clockout time", "end time"],
    time_zone: ["time zone", "timezone"],
    hours: ["hours", "payable hours", "total paid hours", "paid hours", "total hours"],
    unpaid_break_hours: ["unpaid break hours", "unpaid break"],
    regular_hours: ["regular hours"],
    overtime_hours: ["overtime hours", "ot hours"],
    wage: ["wage", "hourly wage", "wage rate", "hourly rate", "rate"],
    regular_pay: ["regular pay", "regular wages", "regular labor cost"],
    overtime_pay: ["overtime pay", "ot pay", "overtime wages", "overtime labor cost"],
    pay: ["pay", "total pay", "total labor cost", "gross pay", "labor cost", "wages"],
  },
  required: [["employee", "first_name", "last_name"], ["in"], ["out", "out_time"]],
};
