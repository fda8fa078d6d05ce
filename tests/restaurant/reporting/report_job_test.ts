import assert from "node:assert/strict";
import { toPdf } from "../../../src/report/pdf/to_pdf.ts";
import { readLocations } from "../../../src/restaurant/locations/location.ts";
import { reportJob, type ReportQuestion } from "../../../src/restaurant/reporting/report_job.ts";
import { forecastDemand } from "../../../src/restaurant/forecast/forecast_demand.ts";
import type { Database } from "../../../src/storage/database.ts";
import { DEMO_NOW, openDemo } from "../../support/demo.ts";
import { difficultReport } from "../../support/reports.ts";

const NEVER = new AbortController().signal;

async function questionOf(
  database: Database,
  format: ReportQuestion["format"],
): Promise<ReportQuestion> {
  const locations = await readLocations(database.reader);
  return {
    type: "sales",
    period: { date: "2026-11-01", end_date: "2026-11-22" },
    location_ids: locations.map(({ id }) => id),
    now: DEMO_NOW.toString(),
    format,
  };
}

/** Progress as it is told; it must never fall. */
function listening() {
  const told: [done: number, doing: string][] = [];
  const progress = (done: number, doing: string) => {
    assert.ok(done >= (told.at(-1)?.[0] ?? 0) && done <= 1, `${done} after ${told.at(-1)}`);
    told.push([done, doing]);
  };
  return { told, progress };
}

Deno.test("a report says how far it is, up to its last page", async () => {
  await using demo = await openDemo({ months: 2 });
  for (const format of ["pdf", "excel"] as const) {
    const { told, progress } = listening();
    await reportJob(demo.database.reader, await questionOf(demo.database, format), NEVER, progress);
    assert.ok(told.length > 10, `${format}: ${told.length}`);
    assert.equal(told[0]?.[1], "Reading the figures");
    assert.equal(told.at(-1)?.[1], `Writing the ${format} file`);
    assert.ok((told.at(-1)?.[0] ?? 0) > 0.9);
  }
});

Deno.test("a report that nobody waits for ends between two slices of its rows", async () => {
  await using demo = await openDemo({ months: 2 });
  const controller = new AbortController();
  let slices = 0;
  const progress = (_done: number, doing: string) => {
    if (doing.startsWith("Writing") && ++slices === 5) controller.abort(new Error("gave up"));
  };
  const question = await questionOf(demo.database, "pdf");
  const work = reportJob(demo.database.reader, question, controller.signal, progress);
  await assert.rejects(work, /gave up/);
  assert.equal(slices, 5);
});

Deno.test("others run while a long table is written", async () => {
  let [turns, pauses] = [0, 0];
  let isOver = false;
  const others = (async () => {
    while (!isOver) {
      await new Promise((resolve) => setTimeout(resolve));
      turns++;
    }
  })();
  const pause = async () => {
    pauses++;
    await new Promise((resolve) => setTimeout(resolve));
  };
  await toPdf(
    difficultReport({ days: 400, items: 800 }),
    { paper: "A4", dateStyle: "en-GB" },
    pause,
  );
  isOver = true;
  await others;
  assert.ok(pauses > 60, `${pauses}`);
  assert.ok(turns >= pauses / 2, `${turns} turns in ${pauses} pauses`);
});

Deno.test("a forecast says how far it is, and ends when it is given up", async () => {
  await using demo = await openDemo({ months: 6 });
  const { reader } = demo.database;
  const [location] = await readLocations(reader);
  assert.ok(location);
  const question = { location, horizon_days: 28, as_of: DEMO_NOW.toString() };
  const { told, progress } = listening();
  await forecastDemand(reader, question, NEVER, progress);
  assert.ok(told.length > 4, `${told.length}`);
  const controller = new AbortController();
  const work = forecastDemand(reader, question, controller.signal, (done) => {
    if (done > 0.2) controller.abort(new Error("gave up"));
  });
  await assert.rejects(work, /gave up/);
});
