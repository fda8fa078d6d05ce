import assert from "node:assert/strict";
import type { Database } from "../../../src/storage/database.ts";
import { callTool, testRegistry } from "../../support/calls.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { importText } from "../../support/imports.ts";
import { LOCAL, type Principal } from "../../../src/security/principal.ts";
import { ROLES } from "../../../src/security/scopes.ts";

/** The header of Toast's TimeEntries.csv, from a real file. */
const TOAST =
  "Location,Location Code,Id,GUID,Employee Id,Employee GUID,Employee External Id,Employee,Job Id," +
  "Job GUID,Job Code,Job Title,In Date,Out Date,Auto Clock-out,Total Hours,Unpaid Break Time," +
  "Paid Break Time,Payable Hours,Cash Tips Declared,Non Cash Tips,Total Gratuity,Total Tips," +
  "Tips Withheld,Wage,Regular Hours,Overtime Hours,Regular Pay,Overtime Pay,Total Pay";
const toastRow = (
  id: string,
  name: string,
  begin: string,
  end: string,
  hours: readonly number[],
) => {
  const [regular = 0, overtime = 0] = hours;
  const pay = [regular * 20, overtime * 30];
  return `downtown,,${id},guid-${id},1,g,,${name},1,g,,Cook,${begin},${end},No,${
    regular + overtime
  },` +
    `0,0,${regular + overtime},0,0,0,0,0,20.00,${regular},${overtime},${pay[0]},${pay[1]},` +
    `${(pay[0] ?? 0) + (pay[1] ?? 0)}`;
};
const EXPORT = [
  TOAST,
  toastRow("1", "Ada", "12/14/26 4:00 PM", "12/15/26 1:30 AM", [8, 1.5]),
  toastRow("2", "Grace", "12/14/26 10:00 AM", "12/14/26 4:00 PM", [6]),
  toastRow("3", "Grace", "12/15/26 10:00 AM", "", [0]),
].join("\n");
const NEW = { kind: "labour", timezone: "America/New_York" };

async function shifts(database: Database) {
  const rows = await database.reader.selectFrom("time_entries").selectAll()
    .orderBy("started_at").execute();
  return rows.map((row) => [
    ...[row.employee, row.business_date, row.started_at, row.ended_at],
    ...[row.regular_minutes, row.overtime_minutes, row.regular_pay, row.overtime_pay],
  ]);
}

const STORED = [
  ["Grace", "2026-12-14", "2026-12-14T15:00:00Z", "2026-12-14T21:00:00Z", 360, 0, 120_00, 0],
  ["Ada", "2026-12-14", "2026-12-14T21:00:00Z", "2026-12-15T06:30:00Z", 480, 90, 160_00, 45_00],
];

onEveryEngine(
  "Toast's shifts are recognised; one that was not closed is set aside",
  async (engine) => {
    await using database = await engine.fresh();
    const summary = await importText(database, EXPORT, { timezone: "America/New_York" });
    assert.equal(summary.format, "toast-time-entries");
    assert.deepEqual([summary.taken.rows, summary.quarantined.rows], [2, 1]);
    assert.match(JSON.stringify(summary.quarantined_for), /the shift was not closed/);
    assert.deepEqual(await shifts(database), STORED);
  },
);

onEveryEngine("the same file again changes nothing; a corrected one corrects", async (engine) => {
  await using database = await engine.fresh();
  await importText(database, EXPORT, NEW);
  const again = await importText(database, EXPORT, NEW);
  assert.equal(again.added, 0);
  assert.deepEqual(await shifts(database), STORED);
  const closed = EXPORT.replace("12/15/26 10:00 AM,,", "12/15/26 10:00 AM,12/15/26 2:00 PM,");
  const later = await importText(database, closed, NEW);
  assert.deepEqual([later.added, later.quarantined.rows], [1, 0]);
});

onEveryEngine(
  "a plain file: hours from the clock, pay from the wage, overtime past 40 hours",
  async (engine) => {
    await using database = await engine.fresh();
    const days = ["14", "15", "16", "17", "18"];
    const file = [
      "employee,job,clock in,clock out,wage",
      ...days.map((day) => `Ada,Cook,2026-12-${day} 14:00,2026-12-${day} 23:00,20`),
    ].join("\n");
    await importText(database, file, { ...NEW, location: "downtown" });
    const rows = await shifts(database);
    assert.deepEqual(rows.map((row) => row.slice(4)), [
      [540, 0, 180_00, 0],
      [540, 0, 180_00, 0],
      [540, 0, 180_00, 0],
      [540, 0, 180_00, 0],
      // 45 hours: four of the last nine are regular.
      [240, 300, 80_00, 150_00],
    ]);
    const again = await importText(database, file, { ...NEW, location: "downtown" });
    assert.equal(again.added, 0);
    assert.deepEqual(await shifts(database), rows);
  },
);

onEveryEngine(
  "labour beside sales: percentage, hours by daypart, names for managers only",
  async (engine) => {
    await using database = await engine.fresh();
    await importText(database, EXPORT, NEW);
    const sales = [
      "order_id,date,time,item,quantity,line_total",
      "1,2026-12-14,12:30,Soup,1,400.00",
      "2,2026-12-14,19:30,Stew,1,600.00",
    ].join("\n");
    await importText(database, sales, { kind: "sales", format: "generic", location: "downtown" });
    const ask = async (principal: Principal) => {
      const args = { date_range: "2026-12-14", sections: ["labour"] };
      const { structured, text } = await callTool(
        testRegistry(database),
        "get_analytics",
        args,
        principal,
      );
      const [section] = structured["sections"] as readonly {
        readonly figures: Readonly<Record<string, number | null>>;
      }[];
      return { figures: section?.figures ?? {}, text };
    };
    const { figures, text } = await ask(LOCAL);
    // 325.00 paid for 15.5 hours, beside 1,000.00 sold.
    assert.equal(figures["labour_cost"], 325);
    assert.equal(figures["labour_percent_of_net"], 32.5);
    assert.equal(figures["labour_hours"], 15.5);
    assert.equal(figures["overtime_hours"], 1.5);
    assert.equal(figures["sales_per_labour_hour"], 64.52);
    assert.match(text, /Ada \| Cook \| 9.5 \| 1.5 \| 205/);
    const staff = { ...LOCAL, id: "staff", scopes: new Set(ROLES.staff) };
    const seen = await ask(staff);
    assert.doesNotMatch(seen.text, /Ada|Grace/);
    assert.match(seen.text, /shown to managers only/);
  },
);

onEveryEngine("a file without times is refused", async (engine) => {
  await using database = await engine.fresh();
  const file = "employee,in,out,hours\nAda,2026-12-14,2026-12-14,8";
  await assert.rejects(
    importText(database, file, { ...NEW, location: "downtown" }),
    /no clock-in and clock-out times/,
  );
});

/** The header of Homebase's timesheets, as four exports have it; the rest of them is made up. */
const HOMEBASE =
  "Name,Clock in date,Clock in time,Clock out date,Clock out time,Break start,Break end," +
  "Break length,Break type,Payroll ID,Role,Wage rate,Scheduled hours,Actual hours," +
  "Actual vs. scheduled,Total paid hours,Regular hours,Unpaid breaks,OT hours,Double OT," +
  "Estimated wages,Cash tips,Credit tips,No show reason,Employee note,Manager note";

function homebaseRow(cells: Readonly<Record<string, string>>): string {
  return HOMEBASE.split(",").map((name) => cells[name] ?? "").join(",");
}

onEveryEngine(
  "Homebase's timesheets: headers, totals, breaks and no-shows are no shifts",
  async (engine) => {
    await using database = await engine.fresh();
    const day = { "Clock in date": "December 14 2026", "Clock out date": "December 14 2026" };
    const blank = homebaseRow({});
    const file = [
      homebaseRow({ Name: "Corner Bistro" }),
      blank,
      HOMEBASE,
      homebaseRow({
        ...{ ...day, Name: "Grace", Role: "Cook", "Wage rate": "$20.00" },
        ...{ "Clock in time": "10:00am", "Clock out time": "4:30pm", "Total paid hours": "6.00" },
        ...{ "Regular hours": "6.00", "OT hours": "0.00", "Estimated wages": "$120.00" },
      }),
      homebaseRow({
        "Break start": "1:00pm",
        "Break end": "1:30pm",
        "Break type": "30 min - Unpaid",
      }),
      homebaseRow({ ...day, Name: "Grace", "Regular hours": "0.00", "No show reason": "Sick" }),
      homebaseRow({
        Name: "Totals for Grace",
        "Regular hours": "6.00",
        "Estimated wages": "$120.00",
      }),
      HOMEBASE.replaceAll(/[^,]+/g, "-"),
      blank,
      HOMEBASE,
      homebaseRow({
        ...{ ...day, Name: "Ada", Role: "Server", "Clock in time": "4:00pm" },
        ...{ "Clock out date": "December 15 2026", "Clock out time": "1:30am" },
        ...{ "Regular hours": "8.00", "OT hours": "1.50", "Estimated wages": "$205.00" },
      }),
      homebaseRow({ ...day, Name: "Ada", "Clock in time": "11:00am", "Clock out date": "" }),
      homebaseRow({ Name: "Totals", "Regular hours": "14.00", "Estimated wages": "$325.00" }),
    ].join("\n");
    const summary = await importText(database, file, { ...NEW, location: "downtown" });
    assert.equal(summary.format, "homebase-timesheets");
    assert.deepEqual([summary.taken.rows, summary.quarantined.rows], [2, 1]);
    assert.match(JSON.stringify(summary.quarantined_for), /the shift was not closed/);
    assert.deepEqual(await shifts(database), [
      ["Grace", "2026-12-14", "2026-12-14T15:00:00Z", "2026-12-14T21:30:00Z", 360, 0, 120_00, 0],
      ["Ada", "2026-12-14", "2026-12-14T21:00:00Z", "2026-12-15T06:30:00Z", 480, 90, 205_00, 0],
    ]);
  },
);
