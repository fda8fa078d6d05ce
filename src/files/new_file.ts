import { createHash, randomBytes } from "node:crypto";
import type { NewReportFile, ReportFile } from "./report_file.ts";

/** A file with what is derived from its bytes, and an unguessable id. */
export function newFile(file: NewReportFile, bytes: Uint8Array<ArrayBuffer>): ReportFile {
  const id = randomBytes(16).toString("hex");
  return { ...file, id, size_bytes: bytes.length, sha256: sha256(bytes) };
}

/** The digest of some bytes, in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
