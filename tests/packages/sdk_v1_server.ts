/* The server of the 2025 line, which the benches compare with; see sdk_v1.ts. */
// @ts-types="npm:@modelcontextprotocol/sdk@1.32.2/server/mcp"
export { McpServer } from "npm:@modelcontextprotocol/sdk@1.32.2/server/mcp.js";
// @ts-types="npm:@modelcontextprotocol/sdk@1.32.2/server/streamableHttp"
export { StreamableHTTPServerTransport } from "npm:@modelcontextprotocol/sdk@1.32.2/server/streamableHttp.js";
