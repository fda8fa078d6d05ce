import {
  Client,
  type OAuthClientProvider,
  StreamableHTTPClientTransport,
  UnauthorizedError,
} from "../packages/client.ts";
import { StdioClientTransport } from "../packages/client_stdio.ts";
import * as v1 from "../packages/sdk_v1.ts";
import { NEVER_MS } from "./until.ts";

/** The calls that the tests make, the same whichever official client makes them. */
export interface TestClient extends AsyncDisposable {
  readonly protocol: string | undefined;
  listTools(): Promise<
    {
      tools: readonly {
        name: string;
        outputSchema?: unknown;
        _meta?: Record<string, unknown> | undefined;
      }[];
    }
  >;
  /**
   * @param onprogress What the client hears before the answer; it asks for it only then.
   * @param signal Cancels the call.
   */
  callTool(
    name: string,
    args?: Record<string, unknown>,
    onprogress?: (progress: ToldProgress) => void,
    signal?: AbortSignal,
  ): Promise<ToolResult>;
  readResource(uri: string): Promise<string>;
  listResources(): Promise<readonly string[]>;
  listResourceTemplates(): Promise<readonly string[]>;
  instructions(): string | undefined;
  listPrompts(): Promise<readonly string[]>;
  getPrompt(name: string, args?: Record<string, string>): Promise<string>;
  /** Completes a prompt's argument, or the variable of a resource template. */
  complete(ref: string, argument: string, value: string): Promise<readonly string[]>;
  /**
   * Watches some addresses from now on, in the way of its era; returns those that the server
   * accepted.
   */
  watch(
    uris: readonly string[],
    onUpdate: (update: Update) => void,
  ): Promise<readonly string[]>;
}

/** How far a call is, as a client hears it. */
export interface ToldProgress {
  readonly progress: number;
  readonly total?: number | undefined;
  readonly message?: string | undefined;
}

/** A change that a client heard of. */
export interface Update {
  readonly uri: string;
  readonly _meta?: Record<string, unknown> | undefined;
}

/** A tool result as every client gives it. */
export interface ToolResult {
  readonly isError: boolean;
  readonly text: string;
  readonly structured: Record<string, unknown>;
}

/** How to reach a server: an address, or a command that speaks over its standard streams. */
export type Target = URL | {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Record<string, string>;
};

/** A person who logs in for a client. */
export interface Login {
  /** The client's side of it, as both SDKs have it. */
  readonly provider: OAuthClientProvider & v1.OAuthClientProvider;
  /** Logs in at the address that the client gave last; gives the one that the browser ends at. */
  callback(): Promise<URL>;
}

/**
 * How a client authenticates: a bearer token, a login, a provider without a person; or not at all.
 */
export type Access = string | Login | v1.OAuthClientProvider | undefined;

type Connect = (target: Target, access?: Access, fetcher?: Fetch) => Promise<TestClient>;

/** How a client reaches the server, if not directly. */
export type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

/** Clients give up after a minute, in which a very busy machine starts no program. */
const PATIENT = { timeout: NEVER_MS };

/** Each official client with each era that it speaks. */
export const CLIENTS: readonly { readonly name: string; readonly connect: Connect }[] = [
  {
    name: "client 2.4, 2026-07-28",
    connect: (target, access, fetcher) => connectV2(target, "modern", access, fetcher),
  },
  {
    name: "client 2.4, 2025-11-25",
    connect: (target, access, fetcher) => connectV2(target, "legacy", access, fetcher),
  },
  { name: "sdk 1.32, 2025-11-25", connect: connectV1 },
];

/** The newest client, for tests to which the era does not matter. */
export function connectClient(target: Target, access?: Access): Promise<TestClient> {
  return connectV2(target, "modern", access);
}

async function connectV2(
  target: Target,
  era: "modern" | "legacy",
  access: Access,
  fetcher?: Fetch,
): Promise<TestClient> {
  const client = new Client({ name: "test", version: "1.0.0" }, {
    versionNegotiation: { mode: era === "legacy" ? "legacy" : { pin: "2026-07-28" } },
  });
  const transport = target instanceof URL
    ? new StreamableHTTPClientTransport(target, letIn(access, fetcher))
    : new StdioClientTransport({ ...target, args: [...target.args], stderr: "ignore" });
  try {
    await client.connect(transport, PATIENT);
  } catch (error) {
    if (!(error instanceof UnauthorizedError) || !isLogin(access)) throw error;
    if (!(transport instanceof StreamableHTTPClientTransport)) throw error;
    await transport.finishAuth((await access.callback()).searchParams);
    return await connectV2(target, era, access, fetcher);
  }
  return {
    protocol: client.getNegotiatedProtocolVersion(),
    ...callsOf(client, (params, options) => client.callTool(params, options)),
    async watch(uris, onUpdate) {
      client.setNotificationHandler("notifications/resources/updated", ({ params }) => {
        onUpdate(params);
      });
      if (era === "modern") {
        const { honoredFilter } = await client.listen({ resourceSubscriptions: [...uris] });
        return honoredFilter.resourceSubscriptions ?? [];
      }
      for (const uri of uris) await client.subscribeResource({ uri });
      return uris;
    },
    async [Symbol.asyncDispose]() {
      if (transport instanceof StreamableHTTPClientTransport) await transport.terminateSession();
      await client.close();
    },
  };
}

async function connectV1(
  target: Target,
  access?: Access,
  fetcher?: Fetch,
): Promise<TestClient> {
  const client = new v1.Client({ name: "test", version: "1.0.0" });
  const transport = target instanceof URL
    ? new v1.StreamableHTTPClientTransport(target, letIn(access, fetcher))
    : new v1.StdioClientTransport({ ...target, args: [...target.args], stderr: "ignore" });
  try {
    await client.connect(transport, PATIENT);
  } catch (error) {
    if (!(error instanceof v1.UnauthorizedError) || !isLogin(access)) throw error;
    if (!(transport instanceof v1.StreamableHTTPClientTransport)) throw error;
    await transport.finishAuth((await access.callback()).searchParams.get("code") ?? "");
    return await connectV1(target, access, fetcher);
  }
  return {
    protocol: transport instanceof v1.StreamableHTTPClientTransport
      ? transport.protocolVersion
      : "2025-11-25",
    ...callsOf(client, (params, options) => client.callTool(params, undefined, options)),
    async watch(uris, onUpdate) {
      client.setNotificationHandler(v1.ResourceUpdatedNotificationSchema, ({ params }) => {
        onUpdate(params);
      });
      for (const uri of uris) await client.subscribeResource({ uri });
      return uris;
    },
    async [Symbol.asyncDispose]() {
      if (transport instanceof v1.StreamableHTTPClientTransport) await transport.terminateSession();
      await client.close();
    },
  };
}

function isLogin(access: Access): access is Login {
  return typeof access === "object" && "provider" in access;
}

function letIn(access: Access, fetcher: Fetch = fetch) {
  if (access === undefined) return { fetch: fetcher };
  if (typeof access === "object") {
    return { fetch: fetcher, authProvider: isLogin(access) ? access.provider : access };
  }
  return { fetch: fetcher, requestInit: { headers: { authorization: `Bearer ${access}` } } };
}

function callsOf(
  client: Client | v1.Client,
  call: (
    params: { name: string; arguments: Record<string, unknown> },
    options: {
      timeout: number;
      onprogress?: (progress: ToldProgress) => void;
      signal?: AbortSignal;
    },
  ) => Promise<unknown>,
): Omit<TestClient, "protocol" | "watch" | typeof Symbol.asyncDispose> {
  return {
    listTools: () => client.listTools(),
    async callTool(name, args = {}, onprogress, signal) {
      const options = {
        ...PATIENT,
        ...(onprogress !== undefined && { onprogress }),
        ...(signal !== undefined && { signal }),
      };
      const result = await call({ name, arguments: args }, options) as RawToolResult;
      return {
        isError: result.isError === true,
        text: result.content.map(({ text = "" }) => text).join("\n"),
        structured: result.structuredContent ?? {},
      };
    },
    async readResource(uri) {
      const { contents: [content] } = await client.readResource({ uri }, PATIENT);
      return content !== undefined && "text" in content ? content.text : "";
    },
    listResources: async () => (await client.listResources()).resources.map(({ uri }) => uri),
    listResourceTemplates: async () =>
      (await client.listResourceTemplates()).resourceTemplates.map((t) => t.uriTemplate),
    instructions: () => client.getInstructions(),
    listPrompts: async () => (await client.listPrompts()).prompts.map(({ name }) => name),
    async getPrompt(name, args = {}) {
      const { messages } = await client.getPrompt({ name, arguments: args });
      return messages.map(({ content }) => content.type === "text" ? content.text : "").join("\n");
    },
    async complete(ref, name, value) {
      const { completion } = await client.complete({
        ref: ref.includes(":")
          ? { type: "ref/resource", uri: ref }
          : { type: "ref/prompt", name: ref },
        argument: { name, value },
      });
      return completion.values;
    },
  };
}

interface RawToolResult {
  readonly isError?: boolean;
  readonly content: readonly { readonly text?: string }[];
  readonly structuredContent?: Record<string, unknown>;
}
