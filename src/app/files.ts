import { dirname, join } from "node:path";
import type { Config } from "../config/config.ts";
import { type FileDesk, fileDesk, resourceAddress } from "../files/desk.ts";
import { STORE_LIMITS } from "../files/file_store.ts";
import { folderStore } from "../files/folder_store.ts";
import { memoryStore } from "../files/memory_store.ts";
import type { ReportFile } from "../files/report_file.ts";
import type { Audit } from "../security/audit.ts";
import type { CallRecord } from "../security/call_record.ts";
import type { Database } from "../storage/database.ts";
import type { Clock } from "../values/clock.ts";
import { publicId } from "../values/public_id.ts";
import { principalFinderOf } from "./authenticator.ts";

/** Files in memory take less room than a folder may. */
const MEMORY_LIMITS = { ...STORE_LIMITS, bytes: 32 * 1024 * 1024 };

/**
 * Where files for callers are stored: in a folder beside the database, or in memory if the database
 * is not a file.
 */
export function filesOf(
  config: Pick<Config, "database" | "authToken" | "oauthIssuer">,
  stored: Pick<Database, "lookups">,
  clock: Clock,
  audit: Pick<Audit, "note">,
): FileDesk {
  const { database } = config;
  const store = database.kind === "file"
    ? folderStore(join(dirname(database.path), "reports"), clock, STORE_LIMITS)
    : memoryStore(clock, MEMORY_LIMITS);
  return fileDesk({
    store,
    clock,
    rightsNow: principalFinderOf(config, stored, clock),
    onDownload: (file, isAllowed) => audit.note(downloadRecord(file, isAllowed, clock())),
  });
}

/** A link is opened without a call, so it is recorded here, under the caller that it was made for. */
function downloadRecord(file: ReportFile, isAllowed: boolean, at: Temporal.Instant): CallRecord {
  return {
    at,
    request_id: publicId(),
    principal: file.principal,
    method: "reports/download",
    target: resourceAddress(file),
    arguments_digest: file.sha256,
    locations: file.locations,
    row_count: 0,
    calls: 1,
    outcome: isAllowed ? "ok" : "FORBIDDEN",
    duration_ms: 0,
    trace_id: null,
  };
}
