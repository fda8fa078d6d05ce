import type { RetentionDays } from "../../config/retention.ts";
import type { Reader } from "../../storage/database.ts";
import { counted } from "../../values/counted.ts";
import { readable } from "./database.ts";
import { type DoctorContext, type Finding, ok, warning } from "./finding.ts";

/** The program removes old rows every six hours while it serves; so much later none is left. */
const LATE_DAYS = 2;

/** The oldest rows of a kind. */
interface Oldest {
  readonly rows: number;
  /** UTC instant; null if there are no rows. */
  readonly since: string | null;
}

/** What is kept since when, and whether anything is kept for longer than it should be. */
export async function checkKept(context: DoctorContext): Promise<Finding[]> {
  const snapshot = readable(context);
  if (snapshot === undefined) return [];
  const { config: { retention }, now } = context;
  const keys = await oldestKeys(snapshot.reader);
  const events = await oldestEvents(snapshot.reader);
  const audit = await oldestEntries(snapshot.reader);
  const kept = [
    text("idempotency key", keys),
    text("event", events),
    text("audited call", audit),
  ].join(", ");
  const isLate = (kind: keyof RetentionDays, { since }: Oldest) =>
    since !== null &&
    since < now.subtract({ hours: 24 * (retention[kind] + LATE_DAYS) }).toString();
  if (!isLate("keys", keys) && !isLate("events", events)) return [ok("kept", kept)];
  return [warning(
    "kept",
    `${kept}, longer than --retention says`,
    "Serve: old rows are removed a minute after the start and every six hours.",
  )];
}

function text(name: string, { rows, since }: Oldest): string {
  return `${counted(rows, name)}${since === null ? "" : ` since ${since.slice(0, 10)}`}`;
}

async function oldestKeys(reader: Reader): Promise<Oldest> {
  return await reader.selectFrom("idempotency_keys").select(({ fn }) => [
    fn.countAll<number>().as("rows"),
    fn.min<string | null>("created_at").as("since"),
  ]).executeTakeFirstOrThrow();
}

async function oldestEvents(reader: Reader): Promise<Oldest> {
  return await reader.selectFrom("events").select(({ fn }) => [
    fn.countAll<number>().as("rows"),
    fn.min<string | null>("happened_at").as("since"),
  ]).executeTakeFirstOrThrow();
}

async function oldestEntries(reader: Reader): Promise<Oldest> {
  return await reader.selectFrom("audit_entries").select(({ fn }) => [
    fn.countAll<number>().as("rows"),
    fn.min<string | null>("at").as("since"),
  ]).executeTakeFirstOrThrow();
}
