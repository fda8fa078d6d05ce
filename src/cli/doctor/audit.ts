import { type AuditVerdict, verifyAudit } from "../../security/verify_audit.ts";
import { placeOf } from "../audit_place.ts";
import { counted } from "../../values/counted.ts";
import { sum } from "../../values/sum.ts";
import { readable } from "./database.ts";
import { type DoctorContext, failed, type Finding, ok } from "./finding.ts";

/** Recounting this many takes a few seconds. */
const NEWEST = 100_000;

/** Whether the newest entries of the audit are as they were written. */
export async function checkAudit(context: DoctorContext): Promise<Finding[]> {
  const snapshot = readable(context);
  if (snapshot === undefined) return [];
  const { signal } = context;
  return [toFinding(await verifyAudit(snapshot.reader, { newest: NEWEST, signal }))];
}

function toFinding({ entries, seals, broken }: AuditVerdict): Finding {
  if (broken !== null) {
    return failed(
      "audit",
      `broken at ${placeOf(broken)} (${broken.how})`,
      "Compare with a backup, and find out who can write to the database file.",
    );
  }
  if (seals.length === 0) return ok("audit", "no call yet");
  const isAll = entries === sum(seals.map(({ sequence }) => sequence));
  return ok("audit", `${isAll ? "" : "the newest "}${counted(entries, "call")}, whole`);
}
