import { specTypeSchemas } from "@modelcontextprotocol/server";
import { visibleText } from "../values/text.ts";
import type { Message } from "./message.ts";

const MOST_FAULTS = 5;
const LONGEST_PATH = 100;

/** What is wrong with a request that opens a session; undefined if nothing is. */
export async function initializeFault({ json }: Message): Promise<string | undefined> {
  const { issues = [] } = await specTypeSchemas.InitializeRequest["~standard"].validate(json);
  if (issues.length === 0) return undefined;
  const faults = issues.slice(0, MOST_FAULTS).map(({ path = [], message }) => {
    const place = path.map((part) => String(typeof part === "object" ? part.key : part)).join(".");
    return `${place.slice(0, LONGEST_PATH)}: ${message.replace(/^Invalid input: /, "")}.`;
  });
  return visibleText(faults.join(" "));
}
