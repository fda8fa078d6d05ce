import { table } from "../table.ts";
import type { Diagnosis } from "./examine.ts";
import type { Finding } from "./finding.ts";

/** What the doctor says, for people. */
export function doctorReport({ settings, findings }: Diagnosis): string {
  const rows = settings.map(({ name, value, source }) => [`  ${name}`, value, source]);
  const width = Math.max(...findings.map(({ name }) => name.length));
  return [
    ...(rows.length === 0 ? [] : ["Settings", table(rows), ""]),
    "Findings",
    ...findings.flatMap((finding) => linesOf(finding, width)),
    "",
    verdictOn(findings),
  ].join("\n");
}

const MARKS: Readonly<Record<Finding["status"], string>> = {
  ok: "ok     ",
  warning: "warning",
  failed: "FAILED ",
};

function linesOf({ name, status, finding, advice }: Finding, width: number): string[] {
  const start = `  ${MARKS[status]}  ${name.padEnd(width)}  `;
  return [
    start + finding,
    ...(advice === undefined ? [] : [`${" ".repeat(start.length)}→ ${advice}`]),
  ];
}

function verdictOn(findings: readonly Finding[]): string {
  const count = (status: Finding["status"]) =>
    findings.filter((finding) => finding.status === status).length;
  const [wrong, doubtful] = [count("failed"), count("warning")];
  if (wrong > 0) return `${wrong} of ${findings.length} must be put right.`;
  return doubtful > 0 ? `Nothing is wrong; ${doubtful} to look at.` : "Nothing is wrong.";
}
