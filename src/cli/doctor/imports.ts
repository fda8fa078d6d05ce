import { FAILED, waitingFiles } from "../../importing/inbox/waiting_files.ts";
import { lastImport } from "../../restaurant/sales/last_import.ts";
import { counted } from "../../values/counted.ts";
import { readable } from "./database.ts";
import { type DoctorContext, failed, type Finding, ok, warning } from "./finding.ts";

/** When the last file came. */
export async function checkImports(context: DoctorContext): Promise<Finding[]> {
  const snapshot = readable(context);
  if (snapshot === undefined) return [];
  const last = await lastImport(snapshot.reader);
  return [
    ok(
      "imports",
      last === null
        ? "no file was imported, or all were taken back"
        : `the last one was at ${last}`,
    ),
  ];
}

/** Whether the inbox is there, and what lies in it. */
export async function checkInbox({ config: { inbox } }: DoctorContext): Promise<Finding[]> {
  if (inbox === undefined) return [];
  const waiting = await waitingFiles(inbox).catch(() => undefined);
  if (waiting === undefined) {
    return [
      failed("inbox", `${inbox} is no folder that may be read`, "Make it, or name another one."),
    ];
  }
  const refused = await failedIn(inbox);
  const what = `${counted(waiting.length, "file")} waiting`;
  return refused === 0 ? [ok("inbox", `${inbox}: ${what}`)] : [warning(
    "inbox",
    `${inbox}: ${what}, ${refused} in ${FAILED}`,
    "The .json beside each of them says why. Import it by hand with the answer, then remove it.",
  )];
}

async function failedIn(inbox: string): Promise<number> {
  let files = 0;
  const folders = [inbox];
  for await (const { name, isDirectory } of Deno.readDir(inbox)) {
    if (isDirectory) folders.push(`${inbox}/${name}`);
  }
  for (const folder of folders) {
    const entries = await Array.fromAsync(Deno.readDir(`${folder}/${FAILED}`)).catch(() => []);
    files += entries.filter(({ name, isFile }) => isFile && !name.endsWith(".json")).length;
  }
  return files;
}
