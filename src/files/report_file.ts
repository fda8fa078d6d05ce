import { z } from "zod";

/** A file that was made for a caller, without its bytes. */
export const reportFile = z.strictObject({
  /** Unguessable; part of addresses and file names. */
  id: z.string(),
  /** The name under which people save it. */
  name: z.string(),
  extension: z.string(),
  media_type: z.string(),
  size_bytes: z.int(),
  sha256: z.string(),
  created_at: z.string(),
  /** Who asked for it. */
  principal: z.string(),
  /** Whether its rights are known only from tokens of an authorization server. */
  is_oauth: z.boolean(),
  /** The rights with which it was made, as one text: a caller with other rights may not see it. */
  rights: z.string(),
  /** Ids of the locations that it is about. */
  locations: z.array(z.string()).default([]),
  /** What it was made from: the same question on the same data gives the same file. */
  source: z.string(),
  /** What was said of it when it was made. */
  about: z.record(z.string(), z.unknown()),
});

/** A file that was made for a caller, without its bytes. */
export type ReportFile = z.output<typeof reportFile>;

/** What a file is made from. */
export type NewReportFile = Omit<ReportFile, "id" | "size_bytes" | "sha256">;

/** Whether a text can be the id of a file: not a path, and not guessable. */
export function isFileId(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text);
}
