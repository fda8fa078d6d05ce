/** Under which hosts of chats read the view. */
export const VIEW_ADDRESS = "ui://restaurant/view";

/** The type of a view of MCP Apps (`io.modelcontextprotocol/ui`). */
export const VIEW_TYPE = "text/html;profile=mcp-app";
