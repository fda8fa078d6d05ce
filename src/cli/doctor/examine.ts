import type { Config, Flags } from "../../config/config.ts";
import { type ShownSetting, shownSettings } from "../../config/sources.ts";
import { openSnapshot, type Snapshot } from "../../storage/backup/snapshot.ts";
import { toUserError } from "../../storage/sqlite/errors.ts";
import { systemClock } from "../../values/clock.ts";
import { RestaurantError } from "../../values/errors.ts";
import { filesFor } from "../configured_database.ts";
import type { Context } from "../context.ts";
import { keepFiles } from "../sandbox.ts";
import { checkAccess, checkIssuer } from "./access.ts";
import { checkAudit } from "./audit.ts";
import { checkCache } from "./cache.ts";
import { checkImports, checkInbox } from "./imports.ts";
import { checkKept } from "./kept.ts";
import {
  checkDatabase,
  checkFigures,
  checkFileMode,
  checkIntegrity,
  checkWriting,
} from "./database.ts";
import { type Check, type DoctorContext, failed, type Finding, ok } from "./finding.ts";
import {
  checkEnvironmentRights,
  checkExcessRights,
  checkFileRights,
  checkNetRights,
} from "./rights.ts";

/** What the doctor says. */
export interface Diagnosis {
  /** Empty if they are invalid. */
  readonly settings: readonly ShownSetting[];
  readonly findings: readonly Finding[];
}

/** Checks, each with the subject to report if the check itself fails. */
type Checks = Readonly<Record<string, Check>>;

/** What is examined before any permission is given up. */
const RIGHTS: Checks = { folder: checkFileRights, network: checkNetRights, inbox: checkInbox };

const CHECKS: Checks = {
  database: checkDatabase,
  file: checkFileMode,
  writing: checkWriting,
  integrity: checkIntegrity,
  figures: checkFigures,
  access: checkAccess,
  "authorization server": checkIssuer,
  audit: checkAudit,
  cache: checkCache,
  imports: checkImports,
  kept: checkKept,
};

/** Looks at everything that serving with these settings takes, and changes nothing. */
export async function examine(command: Context, flags: Flags): Promise<Diagnosis> {
  const always = [...checkExcessRights(), ...checkEnvironmentRights()];
  const config = configOf(command, flags);
  if (config instanceof RestaurantError) {
    const { message, details: { hint } } = config;
    return { settings: [], findings: [...always, failed("settings", message, hint)] };
  }
  const findings = [...always, ok("settings", "valid, and fit together")];
  await using opened = new AsyncDisposableStack();
  const context = { config, database: null, now: systemClock(), signal: command.signal };
  findings.push(...await run(RIGHTS, context));
  const database = await databaseOf(config);
  if (database !== null && !(database instanceof RestaurantError)) opened.use(database);
  findings.push(...await run(CHECKS, { ...context, database }));
  return { settings: shownSettings(config, flags, command.environment), findings };
}

function configOf({ config }: Context, flags: Flags): Config | RestaurantError {
  try {
    return config(flags);
  } catch (error) {
    if (error instanceof RestaurantError) return error;
    throw error;
  }
}

async function databaseOf({ database }: Config): Promise<Snapshot | RestaurantError | null> {
  if (database.kind === "memory") return null;
  keepFiles(filesFor(database));
  try {
    return await openSnapshot(database);
  } catch (error) {
    if (error instanceof RestaurantError) return error;
    throw error;
  }
}

async function run(checks: Checks, context: DoctorContext): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [name, check] of Object.entries(checks)) {
    try {
      findings.push(...await check(context));
    } catch (error) {
      context.signal.throwIfAborted();
      findings.push(asFinding(name, error));
    }
  }
  return findings;
}

/** A check that could not be made is a finding, too. */
function asFinding(name: string, error: unknown): Finding {
  const plain = toUserError(error);
  if (plain instanceof RestaurantError) return failed(name, plain.message, plain.details.hint);
  return failed(name, plain instanceof Error ? plain.message : String(plain));
}
