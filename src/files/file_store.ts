import type { NewReportFile, ReportFile } from "./report_file.ts";

/** Where files are kept. */
export interface FileStore {
  /** Keeps a file, and removes what is too old or too much. */
  add(file: NewReportFile, bytes: Uint8Array<ArrayBuffer>): Promise<ReportFile>;
  /** The file with this id, unless it is gone. */
  find(id: string): Promise<ReportFile | undefined>;
  /** The newest file that a caller made from this source with these rights, unless it is gone. */
  findSource(
    source: string,
    maker: Pick<ReportFile, "principal" | "rights">,
  ): Promise<ReportFile | undefined>;
  /** The bytes of a file; undefined if they are gone or are not what was kept. */
  read(file: ReportFile): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Where another program finds it; undefined if it is in memory. */
  pathOf(file: ReportFile): string | undefined;
  /** The secret that signs links; it survives a restart, as the files do. */
  secret(): Promise<Uint8Array<ArrayBuffer>>;
}

/** How much is kept, and for how long. */
export interface StoreLimits {
  readonly bytes: number;
  readonly days: number;
}

/** A week, and room for a few hundred reports. */
export const STORE_LIMITS: StoreLimits = { bytes: 256 * 1024 * 1024, days: 7 };

/**
 * Which of some files must go: those older than the limit, and the oldest beyond the size. The
 * newest one always stays.
 */
export function surplusFiles(
  files: readonly ReportFile[],
  now: Temporal.Instant,
  { bytes, days }: StoreLimits,
): ReportFile[] {
  const oldest = now.subtract({ hours: days * 24 }).toString();
  const newestFirst = files.toSorted((a, b) => a.created_at < b.created_at ? 1 : -1);
  let room = bytes;
  return newestFirst.filter(({ size_bytes, created_at }, at) => {
    room -= size_bytes;
    return at > 0 && room < 0 || created_at < oldest;
  });
}
