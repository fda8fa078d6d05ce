import type {
  CallToolResult,
  GetPromptResult,
  InputRequiredResult,
  Prompt,
  ReadResourceResult,
  Resource,
  ResourceTemplateType,
  ServerContext,
  Tool as ToolDefinition,
} from "@modelcontextprotocol/server";
import type { Principal } from "../security/principal.ts";
import type { Scope } from "../security/scopes.ts";

/** What a caller needs in order to see an entry. */
interface Guarded {
  readonly scopes: readonly Scope[];
}

type Asked = ServerContext["mcpReq"];

/** What a call knows of its request: the library's context is one. */
export interface CallContext {
  readonly mcpReq:
    & Pick<Asked, "_meta" | "signal" | "notify">
    & Partial<Pick<Asked, "inputResponses" | "requestState" | "envelope">>;
}

/** A tool as the protocol sees it: what is listed, and what a call does. */
export interface ToolEntry extends Guarded {
  readonly definition: ToolDefinition;
  /** Whether it changes data shared by all locations. */
  readonly isShared: boolean;
  /** Whether it changes anything. */
  readonly isWrite: boolean;
  /**
   * @param mayAsk Whether the client can show a question to a person; then one may come back.
   */
  call(
    args: unknown,
    principal: Principal,
    context: CallContext,
    mayAsk?: boolean,
  ): Promise<CallToolResult | InputRequiredResult>;
}

/** A resource or a template as the protocol sees it. */
export interface ResourceEntry extends Guarded {
  readonly definition: Resource | ResourceTemplateType;
  /** Whether an address is this entry's. */
  has(uri: string): boolean;
  /** The content, or undefined if the address belongs to another entry. */
  read(
    uri: string,
    principal: Principal,
    context: CallContext,
  ): Promise<ReadResourceResult> | undefined;
  /** Whether an address of this entry can be subscribed to; if absent, none can. */
  isSubscribable?(uri: string): boolean;
  /** Values of the template's variable that begin as the client wrote, or are named so. */
  complete?(value: string, principal: Principal, signal: AbortSignal): Promise<readonly string[]>;
}

/** A prompt as the protocol sees it. */
export interface PromptEntry extends Guarded {
  readonly definition: Prompt;
  get(
    args: Readonly<Record<string, string>>,
    principal: Principal,
    context: CallContext,
  ): Promise<GetPromptResult>;
  /** Values of an argument that begin as the client wrote. */
  complete?(
    argument: string,
    value: string,
    principal: Principal,
    signal: AbortSignal,
  ): Promise<readonly string[]>;
}

/** Everything that one server offers, in the order of the lists. */
export interface Registry {
  readonly tools: readonly ToolEntry[];
  readonly resources: readonly ResourceEntry[];
  readonly prompts: readonly PromptEntry[];
}

/** Every scope that something needs, each once. */
export function scopesOf({ tools, resources, prompts }: Registry): Scope[] {
  return [...new Set([...tools, ...resources, ...prompts].flatMap(({ scopes }) => scopes))].sort();
}

/** The part of a registry that a caller sees: nothing else exists for it. */
export function visibleTo(
  { tools, resources, prompts }: Registry,
  { scopes, locations }: Principal,
): Registry {
  const isVisible = (entry: Guarded) => entry.scopes.every((scope) => scopes.has(scope));
  return {
    tools: tools.filter((tool) => isVisible(tool) && !(tool.isShared && locations !== null)),
    resources: resources.filter(isVisible),
    prompts: prompts.filter(isVisible),
  };
}
