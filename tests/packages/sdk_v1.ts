/*
 * The client of the 2025 line. Its package maps subpaths to type files that Deno does not find, and
 * an import without these pragmas would be `any` in silence; tests/packages/sdk_v1_test.ts guards it.
 */
// @ts-types="npm:@modelcontextprotocol/sdk@1.32.2/client/index"
export { Client } from "npm:@modelcontextprotocol/sdk@1.32.2/client/index.js";
// @ts-types="npm:@modelcontextprotocol/sdk@1.32.2/client/stdio"
export { StdioClientTransport } from "npm:@modelcontextprotocol/sdk@1.32.2/client/stdio.js";
// @ts-types="npm:@modelcontextprotocol/sdk@1.32.2/client/streamableHttp"
export { StreamableHTTPClientTransport } from "npm:@modelcontextprotocol/sdk@1.32.2/client/streamableHttp.js";
// @ts-types="npm:@modelcontextprotocol/sdk@1.32.2/client/auth"
export {
  type OAuthClientProvider,
  UnauthorizedError,
} from "npm:@modelcontextprotocol/sdk@1.32.2/client/auth.js";
// @ts-types="npm:@modelcontextprotocol/sdk@1.32.2/types"
export {
  ElicitRequestSchema,
  ResourceUpdatedNotificationSchema,
} from "npm:@modelcontextprotocol/sdk@1.32.2/types.js";
