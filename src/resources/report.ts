import { z } from "zod";
import type { FileDesk } from "../files/desk.ts";
import { isFileId } from "../files/report_file.ts";
import { defineTemplate } from "../mcp/resource.ts";
import type { Principal } from "../security/principal.ts";

/** A report that was made for the caller. */
export const report = defineTemplate({
  name: "report",
  uriTemplate: "restaurant://reports/{id}",
  title: "Report file",
  description: "A file that generate_report made for you; kept for a week.",
  scope: "reports:read",
  mimeType: "application/octet-stream",
  variable: z.string().refine(isFileId, "This is not the id of a report."),
  async read(id, { files, principal }: { files: FileDesk; principal: Principal }) {
    const opened = await files.open(id, principal);
    return opened && { mimeType: opened.file.media_type, bytes: opened.bytes };
  },
});
