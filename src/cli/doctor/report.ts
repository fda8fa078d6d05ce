import { table } from "../table.ts";
import type { Diagnosis } from "./examine.ts";
import type { Finding } from "./finding.ts";

/** The doctor's report for people. */
export function doctorReport({ settings, findings }: Diagnosis): string {
  const rows = settings.map(({ name, value, source }) => [`  ${name}`, value, source]);
  return [
    ...(rows.length === 0 ? [] : ["Settings", table(rows), ""]),
    "Findings",
    table(findings.map(cellsOf)),
    "",
    verdictOn(findings),
  ].join("\n");
}

const MARKS: Readonly<Record<Finding["status"], string>> = {
  ok: "ok",
  warning: "warning",
  failed: "FAILED",
};

function cellsOf({ name, status, finding, advice }: Finding): string[] {
  return [`  ${MARKS[status]}`, name, advice === undefined ? finding : `${finding}\n→ ${advice}`];
}

function verdictOn(findings: readonly Finding[]): string {
  const count = (status: Finding["status"]) =>
    findings.filter((finding) => finding.status === status).length;
  const [wrong, doubtful] = [count("failed"), count("warning")];
  if (wrong > 0) return `${wrong} of ${findings.length} must be put right.`;
  return doubtful > 0 ? `Nothing is wrong; ${doubtful} to look at.` : "Nothing is wrong.";
}
