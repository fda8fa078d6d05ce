import type { JSONRPCMessage } from "@modelcontextprotocol/server";
import { StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import { withExactNumbers } from "./exact_numbers.ts";
import { membersOf } from "./members_of.ts";

/** Writes the numbers of requests as the client wrote them, and reports what was answered. */
export class ExactStdioTransport extends StdioServerTransport {
  /** Called with the id of each answer once it is written. */
  onanswered?: (id: unknown) => void;

  override async send(message: JSONRPCMessage): Promise<void> {
    await super.send(withExactNumbers(message));
    if (!("method" in message)) this.onanswered?.(membersOf(message).id);
  }
}
