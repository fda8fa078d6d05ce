/// <reference lib="dom" />
/*
 * A host of a chat, for tests: the SDK's own bridge, with the view in a frame of its own origin under
 * the policy that the specification asks of hosts. It is bundled and runs in a real browser.
 */
import { Client, StreamableHTTPClientTransport } from "../../packages/client.ts";
import { AppBridge, PostMessageTransport } from "../../packages/ext_apps.ts";

const POLICY = "default-src 'none'; script-src 'self' 'unsafe-inline'; " +
  "style-src 'self' 'unsafe-inline'; img-src 'self' data:; media-src 'self' data:; " +
  "connect-src 'none'";
const UI = { "io.modelcontextprotocol/ui": { mimeTypes: ["text/html;profile=mcp-app"] } };

/** What a test asks of the host. */
interface Chat {
  readonly server: string;
  readonly era: "modern" | "legacy";
  readonly tool: string;
  readonly args: Record<string, unknown>;
}

/** Calls a tool, and shows its view; gives what the host learnt on the way. */
async function show({ server, era, tool, args }: Chat) {
  const client = new Client({ name: "host", version: "1" }, {
    capabilities: { extensions: UI },
    versionNegotiation: { mode: era === "legacy" ? "legacy" : { pin: "2026-07-28" } },
  });
  await client.connect(new StreamableHTTPClientTransport(new URL(server)));
  const { tools } = await client.listTools();
  const definition = tools.find(({ name }) => name === tool);
  const { resourceUri } = Object(definition?._meta?.["ui"]);
  const { contents: [content] } = await client.readResource({ uri: resourceUri });
  const html = content !== undefined && "text" in content ? content.text : "";
  const frame = document.createElement("iframe");
  frame.sandbox.add("allow-scripts");
  document.body.append(frame);
  const view = frame.contentWindow;
  if (view === null) throw new Error("The frame has no window");
  const bridge = new AppBridge(
    client,
    { name: "test", version: "1" },
    { serverTools: {}, openLinks: {} },
    {
      hostContext: {
        theme: "dark",
        locale: "en-US",
        styles: { variables: { "--color-background-primary": "rgb(1, 2, 3)" } as never },
      },
    },
  );
  const initialized = new Promise<void>((resolve) => bridge.oninitialized = () => resolve());
  bridge.onsizechange = ({ height }) => {
    if (height !== undefined) frame.style.height = `${height}px`;
  };
  await bridge.connect(new PostMessageTransport(view, view));
  frame.srcdoc = html.replace(
    "<head>",
    `<head><meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
  );
  await initialized;
  await bridge.sendToolInput({ arguments: args });
  const result = await client.callTool({ name: tool, arguments: args });
  await bridge.sendToolResult(result as Parameters<typeof bridge.sendToolResult>[0]);
  Object.assign(globalThis, { leave: () => bridge.teardownResource({}) });
  return {
    extensions: client.getServerCapabilities()?.extensions,
    text: JSON.stringify(result.content),
  };
}

Object.assign(globalThis, { show });
