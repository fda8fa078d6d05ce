/** Whether a part of the program works. */
export type Check = "ok" | "failing";

/** Whether each part works; a damaged database is read, and not written to. */
export interface Checks {
  readonly database: Check | "damaged";
  readonly audit: Check;
  readonly cache: Check;
}

/** The parts that are asked. */
export interface Parts {
  /** Throws when the database does not answer. */
  ping(): Promise<void>;
  /** Whether the last check of the database file found damage; absent if there is no file. */
  readonly pages?: { readonly isDamaged: boolean } | undefined;
  /** Whether recording calls failed the last time. */
  readonly audit: { readonly isFailing: boolean };
  /** Whether the cache failed to learn of changes the last time. */
  readonly cache: { readonly isFailing: boolean };
  /** Called with the reason of a failure, which is not published. */
  onError(error: unknown): void;
}

/** What is asked about the program. */
export interface HealthProbe {
  readonly version: string;
  /** Whole seconds since the start, whatever happens to the clock on the wall. */
  uptimeSeconds(): number;
  /** Whether each part of the program does its work. */
  checks(): Promise<Checks>;
}

/** Asks every part; a failing one is an answer, not an error. */
export async function checkHealth(
  { ping, pages, audit, cache, onError }: Parts,
): Promise<Checks> {
  const database = await ping().then(() => pages?.isDamaged ? "damaged" : "ok", (error) => {
    onError(error);
    return "failing" as const;
  });
  const of = ({ isFailing }: { readonly isFailing: boolean }) => isFailing ? "failing" : "ok";
  return { database, audit: of(audit), cache: of(cache) };
}

/** Whether everything works. */
export function isHealthy(checks: Checks): boolean {
  return Object.values(checks).every((check) => check === "ok");
}
