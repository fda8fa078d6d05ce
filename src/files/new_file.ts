import type { NewReportFile, ReportFile } from "./report_file.ts";

/** A file with what follows from its bytes, and an id that nobody can guess. */
export async function newFile(
  file: NewReportFile,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<ReportFile> {
  const id = crypto.getRandomValues(new Uint8Array(16)).toHex();
  return { ...file, id, size_bytes: bytes.length, sha256: await sha256(bytes) };
}

/** The digest of some bytes, in hexadecimal. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}
