import type { CallToolResult, ServerContext } from "@modelcontextprotocol/server";
import type { PromptEntry, Registry, ResourceEntry, ToolEntry } from "../../src/mcp/registry.ts";

/** One red pixel. */
const PNG =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";
/** A WAV file with no samples. */
const WAV = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=";

const noArguments = { type: "object" as const, additionalProperties: false };

/** Tools that the conformance suite expects, besides those of this server. */
export const fixtures: Registry = {
  tools: [
    tool("test_simple_text", () => text("This is a simple text response for testing.")),
    tool("test_image_content", () => ({ content: [image()] })),
    tool(
      "test_audio_content",
      () => ({ content: [{ type: "audio", data: WAV, mimeType: "audio/wav" }] }),
    ),
    tool("test_embedded_resource", () => ({
      content: [embedded("test://embedded-resource", "This is an embedded resource content.")],
    })),
    tool("test_multiple_content_types", () => ({
      content: [
        { type: "text", text: "Multiple content types test:" },
        image(),
        {
          type: "resource",
          resource: {
            uri: "test://mixed-content-resource",
            mimeType: "application/json",
            text: JSON.stringify({ test: "data", value: 123 }),
          },
        },
      ],
    })),
    tool("test_tool_with_logging", async (_args, { mcpReq }) => {
      await mcpReq.log("info", "Tool execution started");
      await mcpReq.log("info", "Tool processing data");
      await mcpReq.log("info", "Tool execution completed");
      return text("Logged three messages.");
    }),
    tool("test_tool_with_progress", async (_args, { mcpReq }) => {
      const progressToken = mcpReq._meta?.progressToken;
      for (const progress of progressToken === undefined ? [] : [0, 50, 100]) {
        await mcpReq.notify({
          method: "notifications/progress",
          params: { progressToken, progress, total: 100 },
        });
      }
      return text("Reported progress.");
    }),
    tool("test_error_handling", () => ({
      ...text("This tool intentionally returns an error for testing"),
      isError: true,
    })),
    tool("test_sampling", async ({ prompt }, { mcpReq }) => {
      const reply = await mcpReq.requestSampling({
        messages: [{ role: "user", content: { type: "text", text: String(prompt) } }],
        maxTokens: 100,
      }, withinTheCall(mcpReq));
      return text(`LLM response: ${JSON.stringify(reply.content)}`);
    }, { prompt: { type: "string" } }),
    tool(
      "test_elicitation",
      ({ message }, context) =>
        elicit("User response", String(message), {
          username: { type: "string", description: "User's response" },
          email: { type: "string", description: "User's email address" },
        }, context),
      { message: { type: "string" } },
    ),
    tool(
      "test_elicitation_sep1034_defaults",
      (_args, context) =>
        elicit("Elicitation completed", "Check the defaults", {
          name: { type: "string", default: "John Doe" },
          age: { type: "integer", default: 30 },
          score: { type: "number", default: 95.5 },
          status: { type: "string", enum: ["active", "inactive", "pending"], default: "active" },
          verified: { type: "boolean", default: true },
        }, context),
    ),
    tool(
      "test_elicitation_sep1330_enums",
      (_args, context) =>
        elicit("Elicitation completed", "Choose", {
          untitledSingle: { type: "string", enum: ["option1", "option2", "option3"] },
          titledSingle: {
            type: "string",
            oneOf: [
              { const: "value1", title: "First Option" },
              { const: "value2", title: "Second Option" },
              { const: "value3", title: "Third Option" },
            ],
          },
          legacyEnum: {
            type: "string",
            enum: ["opt1", "opt2", "opt3"],
            enumNames: ["Option One", "Option Two", "Option Three"],
          },
          untitledMulti: {
            type: "array",
            items: { type: "string", enum: ["option1", "option2", "option3"] },
          },
          titledMulti: {
            type: "array",
            items: {
              anyOf: [
                { const: "value1", title: "First Choice" },
                { const: "value2", title: "Second Choice" },
                { const: "value3", title: "Third Choice" },
              ],
            },
          },
        }, context),
    ),
  ],
  resources: [
    fixed("test://static-text", {
      mimeType: "text/plain",
      text: "This is the content of the static text resource.",
    }),
    fixed("test://static-binary", { mimeType: "image/png", blob: PNG }),
    fixed("test://watched-resource", { mimeType: "text/plain", text: "Watched." }),
    {
      scopes: [],
      definition: {
        uriTemplate: "test://template/{id}/data",
        name: "template",
        description: "A template",
        mimeType: "application/json",
      },
      has: (uri) => uri.startsWith("test://template/"),
      read(uri) {
        const id = /^test:\/\/template\/([^/]+)\/data$/.exec(uri)?.[1];
        if (id === undefined) return undefined;
        const data = JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` });
        return Promise.resolve({
          contents: [{ uri, mimeType: "application/json", text: data }],
        });
      },
    },
  ],
  prompts: [
    prompt("test_simple_prompt", [], () => [
      { type: "text", text: "This is a simple prompt for testing." },
    ]),
    prompt("test_prompt_with_arguments", ["arg1", "arg2"], ({ arg1, arg2 }) => [
      { type: "text", text: `Prompt with arguments: arg1='${arg1}', arg2='${arg2}'` },
    ]),
    prompt("test_prompt_with_embedded_resource", ["resourceUri"], ({ resourceUri = "" }) => [
      embedded(resourceUri, "Embedded resource content for testing."),
      { type: "text", text: "Please process the embedded resource above." },
    ]),
    prompt("test_prompt_with_image", [], () => [
      image(),
      { type: "text", text: "Please analyze the image above." },
    ]),
  ],
};

type Content = CallToolResult["content"][number];

function tool(
  name: string,
  run: (
    args: Record<string, unknown>,
    context: ServerContext,
  ) => CallToolResult | Promise<CallToolResult>,
  properties?: Record<string, { type: "string" }>,
): ToolEntry {
  const inputSchema = properties === undefined
    ? noArguments
    : { ...noArguments, properties, required: Object.keys(properties) };
  return {
    definition: { name, description: `Fixture ${name}`, inputSchema },
    scopes: [],
    isShared: false,
    isWrite: false,
    // Calls that the edge does not know come from the library, with its whole context.
    call: async (args, _principal, context) =>
      await run({ ...args as object }, context as ServerContext),
  };
}

async function elicit(
  label: string,
  message: string,
  properties: Record<string, object>,
  { mcpReq }: ServerContext,
): Promise<CallToolResult> {
  const { action, content } = await mcpReq.elicitInput({
    message,
    requestedSchema: { type: "object", properties, required: [] } as never,
  }, withinTheCall(mcpReq));
  return text(`${label}: action=${action}, content=${JSON.stringify(content ?? {})}`);
}

/**
 * Asks the client on the stream of the call. Otherwise the library asks on the stream that the
 * client opens with GET, and is silent if that is not open yet.
 */
function withinTheCall({ id }: ServerContext["mcpReq"]) {
  return { relatedRequestId: id };
}

function fixed(
  uri: string,
  content: { mimeType: string; text: string } | { mimeType: string; blob: string },
): ResourceEntry {
  const { mimeType } = content;
  return {
    scopes: [],
    definition: { uri, name: uri, description: `Fixture ${uri}`, mimeType },
    has: (wanted) => wanted === uri,
    read: (wanted) =>
      wanted === uri ? Promise.resolve({ contents: [{ uri, ...content }] }) : undefined,
  };
}

function prompt(
  name: string,
  args: readonly string[],
  contents: (args: Readonly<Record<string, string>>) => Content[],
): PromptEntry {
  return {
    scopes: [],
    definition: {
      name,
      description: `Fixture ${name}`,
      arguments: args.map((name) => ({ name, description: name, required: true })),
    },
    get: (args) =>
      Promise.resolve({
        messages: contents(args).map((content) => ({ role: "user" as const, content })),
      }),
  };
}

function text(text: string): CallToolResult {
  return { content: [{ type: "text", text }] };
}

function image(): Content {
  return { type: "image", data: PNG, mimeType: "image/png" };
}

function embedded(uri: string, text: string): Content {
  return { type: "resource", resource: { uri, mimeType: "text/plain", text } };
}
