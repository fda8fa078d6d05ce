import { defineResource } from "../mcp/resource.ts";
import { readPage } from "../page/read_page.ts";
import { VIEW_ADDRESS, VIEW_TYPE } from "../page/view_address.ts";

/** The view that a chat shows for an answer (MCP Apps). */
export const view = defineResource({
  name: "view",
  uri: VIEW_ADDRESS,
  title: "View",
  description: "Draws the answers of tools that name it.",
  mimeType: VIEW_TYPE,
  // Everything is inside, so it needs no other address.
  contentMeta: { ui: { csp: { connectDomains: [], resourceDomains: [] }, prefersBorder: false } },
  read: readPage,
});
