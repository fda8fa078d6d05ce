import { Command } from "commander";
import { parseSeal, sealText } from "../../security/seal.ts";
import { type AuditVerdict, verifyAudit } from "../../security/verify_audit.ts";
import type { AuditBreak } from "../../security/verify_chain.ts";
import { placeOf } from "../audit_place.ts";
import { RestaurantError } from "../../values/errors.ts";
import type { Context } from "../context.ts";
import { type DatabaseFlags, readDatabase } from "../configured_database.ts";
import { databaseOption } from "../options.ts";
import { printResult } from "../output.ts";
import { table } from "../table.ts";

type VerifyFlags = DatabaseFlags & { readonly seal?: string };

/** `audit verify`: whether every entry is as it was written. */
export function auditVerifyCommand(context: Context): Command {
  return new Command("verify")
    .summary("Check that no entry was changed.")
    .description(
      "Check the audit's hash chains, even while a server runs. Keep the seal that it prints " +
        "somewhere else: with it, a later check also finds an audit that was cut off or rewritten.",
    )
    .option("--seal <text>", "a seal that an earlier check printed")
    .addOption(databaseOption())
    .action(async ({ seal: text, ...flags }: VerifyFlags) => {
      const seals = text === undefined ? undefined : parseSeal(text);
      await using snapshot = await readDatabase(context, flags);
      const verdict = await verifyAudit(snapshot.reader, { seals, signal: context.signal });
      if (verdict.broken !== null) throw brokenAudit(verdict, verdict.broken);
      printResult(wholeAudit(verdict));
    });
}

function wholeAudit({ entries, first_at, last_at, seals }: AuditVerdict): string {
  if (seals.length === 0) return "The audit has no entries yet.";
  return [
    "The audit is intact.",
    table([
      ["entries", String(entries)],
      ["from", first_at ?? ""],
      ["to", last_at ?? ""],
      ["seal", sealText(seals)],
    ]),
  ].join("\n");
}

const HAPPENED: Readonly<Record<AuditBreak["how"], string>> = {
  changed: "it was changed",
  missing: "it is missing",
  inserted: "it was put in",
  rewritten: "its hash differs from the seal, so it or an earlier entry was rewritten",
  removed: "it and those before it were removed, and not by `audit prune`",
};

function brokenAudit(
  { entries }: AuditVerdict,
  broken: AuditBreak,
): RestaurantError {
  return new RestaurantError(
    "CONFLICT",
    `The audit is broken at ${placeOf(broken)}: ${HAPPENED[broken.how]}.`,
    {
      hint: `${entries} ${entries === 1 ? "entry" : "entries"} before it fit together. ` +
        "Compare with a backup, and find out who can write to the database.",
    },
  );
}
