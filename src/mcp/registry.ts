import type {
  CallToolResult,
  GetPromptResult,
  Prompt,
  ReadResourceResult,
  Resource,
  ResourceTemplateType,
  ServerContext,
  Tool as ToolDefinition,
} from "@modelcontextprotocol/server";

/** A tool as the protocol sees it: what is listed, and what a call does. */
export interface ToolEntry {
  readonly definition: ToolDefinition;
  call(args: unknown, context: ServerContext): Promise<CallToolResult>;
}

/** A resource or a template as the protocol sees it. */
export interface ResourceEntry {
  readonly definition: Resource | ResourceTemplateType;
  /** The content, or undefined where the address belongs to another entry. */
  read(uri: string, context: ServerContext): Promise<ReadResourceResult> | undefined;
  /** Whether an address of this entry can be subscribed to; without it none can. */
  isSubscribable?(uri: string): boolean;
  /** Values of the template's variable that begin as the client wrote, or are named so. */
  complete?(value: string): Promise<readonly string[]>;
}

/** A prompt as the protocol sees it. */
export interface PromptEntry {
  readonly definition: Prompt;
  get(args: Readonly<Record<string, string>>): Promise<GetPromptResult>;
  /** Values of an argument that begin as the client wrote. */
  complete?(argument: string, value: string): Promise<readonly string[]>;
}

/** Everything that one server offers, in the order in which it is listed. */
export interface Registry {
  readonly tools: readonly ToolEntry[];
  readonly resources: readonly ResourceEntry[];
  readonly prompts: readonly PromptEntry[];
}
