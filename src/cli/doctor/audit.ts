import { type AuditVerdict, verifyAudit } from "../../security/verify_audit.ts";
import { counted } from "../../values/counted.ts";
import { readable } from "./database.ts";
import { failed, type Finding, ok, type Patient } from "./finding.ts";

/** So many are recounted in a few seconds. */
const NEWEST = 100_000;

/** Whether the newest entries of the audit are as they were written. */
export async function checkAudit(patient: Patient): Promise<Finding[]> {
  const snapshot = readable(patient);
  if (snapshot === undefined) return [];
  const { signal } = patient;
  return [toFinding(await verifyAudit(snapshot.reader, { newest: NEWEST, signal }))];
}

function toFinding({ entries, seal, broken }: AuditVerdict): Finding {
  if (broken !== null) {
    return failed(
      "audit",
      `broken at entry ${broken.sequence} (${broken.how})`,
      "Compare with a backup, and find out who can write to the database file.",
    );
  }
  if (seal === null) return ok("audit", "no call yet");
  const isAll = entries === seal.sequence;
  return ok("audit", `${isAll ? "" : "the newest "}${counted(entries, "call")}, whole`);
}
