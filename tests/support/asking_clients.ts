import { Client, StreamableHTTPClientTransport } from "../packages/client.ts";
import * as v1 from "../packages/sdk_v1.ts";

/** What a person answers. */
export type Answer = { action: "accept"; content: { confirm: boolean } } | {
  action: "decline" | "cancel";
};
/** A person who is asked something. */
export type Ask = (message: string) => Answer;
/** A tool result, as both clients give it. */
export interface Called {
  readonly [name: string]: unknown;
  readonly isError?: unknown;
  readonly structuredContent?: unknown;
}

/** Each official client with each era that it speaks; without a person it cannot ask. */
export const ASKING_CLIENTS = [["client 2.4, modern", connectModern], [
  "client 2.4, legacy",
  connectLegacy,
], [
  "sdk 1.32",
  connectV1,
]] as const;

async function connectV2(url: URL, ask: Ask | undefined, mode: "legacy" | { pin: string }) {
  const client = new Client({ name: "test", version: "1" }, {
    versionNegotiation: { mode },
    capabilities: ask === undefined ? {} : { elicitation: { form: {} } },
  });
  if (ask !== undefined) {
    client.setRequestHandler("elicitation/create", ({ params }) => ask(params.message));
  }
  await client.connect(new StreamableHTTPClientTransport(url));
  return {
    call: async (name: string, args: Record<string, unknown>): Promise<Called> =>
      await client.callTool({ name, arguments: args }),
    [Symbol.asyncDispose]: () => client.close(),
  };
}

function connectModern(url: URL, ask: Ask | undefined) {
  return connectV2(url, ask, { pin: "2026-07-28" });
}

function connectLegacy(url: URL, ask: Ask | undefined) {
  return connectV2(url, ask, "legacy");
}

async function connectV1(url: URL, ask: Ask | undefined) {
  const client = new v1.Client({ name: "test", version: "1" }, {
    capabilities: ask === undefined ? {} : { elicitation: {} },
  });
  if (ask !== undefined) {
    client.setRequestHandler(v1.ElicitRequestSchema, ({ params }) => ask(params.message));
  }
  await client.connect(new v1.StreamableHTTPClientTransport(url));
  return {
    call: async (name: string, args: Record<string, unknown>): Promise<Called> =>
      await client.callTool({ name, arguments: args }),
    [Symbol.asyncDispose]: () => client.close(),
  };
}
