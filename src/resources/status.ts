import { defineResource } from "../mcp/resource.ts";
import type { Database, Reader } from "../storage/database.ts";
import type { Row } from "../storage/schema/schema.ts";
import type { Clock } from "../values/clock.ts";
import { nowText } from "../values/clock.ts";
import { visibleJson } from "../values/text.ts";
import type { Checks, HealthProbe } from "../telemetry/health.ts";

const MOST_IMPORTS = 20;
const MOST_PROBLEMS = 5;

/** A file that was imported, with the first rows that it set aside. */
export interface StatusImport extends
  Pick<
    Row<"imports">,
    | "file_name"
    | "format"
    | "started_at"
    | "rows_read"
    | "rows_taken"
    | "rows_skipped"
    | "rows_quarantined"
  > {
  readonly problems: readonly Pick<Row<"import_problems">, "line" | "field" | "reason">[];
}

/** What the resource holds. */
export interface StatusReport {
  readonly version: string;
  readonly uptime_seconds: number;
  readonly database: Database["engine"];
  readonly checks: Checks;
  /** The latest first. */
  readonly imports: readonly StatusImport[];
  /** When a file last came through an inbox; null if none ever did. */
  readonly last_from_inbox: string | null;
  readonly as_of: string;
}

interface Needs {
  readonly reader: Reader;
  readonly engine: Database["engine"];
  readonly health: HealthProbe;
  readonly clock: Clock;
}

/** Whether everything works, and what went in lately. */
export const status = defineResource({
  name: "status",
  uri: "restaurant://status",
  title: "Status",
  description:
    "Health of each part, version, database, and the last imports with the rows that they set " +
    "aside.",
  scope: "operations:audit",
  mimeType: "application/json",
  async read({ reader, engine, health, clock }: Needs) {
    const report: StatusReport = {
      version: health.version,
      uptime_seconds: health.uptimeSeconds(),
      database: engine,
      checks: await health.checks(),
      imports: await readImports(reader),
      last_from_inbox: await readLastFromInbox(reader),
      as_of: nowText(clock),
    };
    return visibleJson(report);
  },
});

async function readImports(reader: Reader): Promise<StatusImport[]> {
  const imports = await reader.selectFrom("imports")
    .select([
      ...["id", "file_name", "format", "started_at"] as const,
      ...["rows_read", "rows_taken", "rows_skipped", "rows_quarantined"] as const,
    ])
    .orderBy("started_at", "desc").orderBy("id").limit(MOST_IMPORTS).execute();
  return await Promise.all(imports.map(async ({ id, ...one }) => ({
    ...one,
    problems: await reader.selectFrom("import_problems").select(["line", "field", "reason"])
      .where("import_id", "=", id).orderBy("line").limit(MOST_PROBLEMS).execute(),
  })));
}

/** Only what comes through an inbox has a digest, so that it is never taken twice. */
async function readLastFromInbox(reader: Reader): Promise<string | null> {
  const last = await reader.selectFrom("imports").select("started_at")
    .where("digest", "is not", null).orderBy("started_at", "desc").limit(1).executeTakeFirst();
  return last?.started_at ?? null;
}
