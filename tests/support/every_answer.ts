import assert from "node:assert/strict";
import { SECTIONS } from "../../src/restaurant/analytics/section.ts";
import type { TestClient } from "./clients.ts";
import { patiently } from "./patiently.ts";

/** A file of a report by its format, and how it begins. */
const FORMATS = [["pdf", "%PDF-1.7"], ["excel", "PK"], ["json", "{"]] as const;

/**
 * Every section of the analysis, a forecast, and a report of each type and format, over HTTP: what a
 * client of any era is answered. Ids and times, which are new each time, are left out.
 */
export async function everyAnswer(client: TestClient): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {};
  const ask = async (name: string, args: Record<string, unknown>) => {
    const { structured, text, isError } = await patiently(() => client.callTool(name, args));
    assert.equal(isError, false, text);
    return structured;
  };
  for (const section of SECTIONS) {
    const answer = await ask("get_analytics", { date_range: "last_month", sections: [section] });
    answers[section] = answer["sections"];
  }
  const locations = JSON.parse(await client.readResource("restaurant://locations"));
  const [{ id: location }] = locations.locations;
  const { as_of: _now, ...forecast } = await ask("forecast_demand", { horizon_days: 7, location });
  answers["forecast"] = forecast;
  for (const report_type of ["sales", "inventory", "customer"]) {
    for (const [format, magic] of FORMATS) {
      const asked = { report_type, start_date: "last_week", format };
      const report = await ask("generate_report", asked);
      const response = await fetch(String(report["download_url"]));
      const bytes = new Uint8Array(await response.arrayBuffer());
      assert.equal(response.status, 200);
      assert.equal(new TextDecoder().decode(bytes.subarray(0, magic.length)), magic);
      const { period, file_name } = report;
      answers[`${report_type} ${format}`] = { period, file_name };
    }
  }
  return answers;
}
