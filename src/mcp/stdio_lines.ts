import { type Readable, Transform, type Writable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { parseJSONRPCMessage } from "@modelcontextprotocol/server";
import { isTooDeep } from "./bounds.ts";

/** The same bound as a body over HTTP. */
const LONGEST_LINE = 1_048_576;

/**
 * The lines of `input` that are JSON-RPC messages. Any other line is answered with the error that
 * JSON-RPC has for it; the transport itself would pass over it in silence, and the client wait.
 */
export function refuseMalformedLines(input: Readable, output: Writable): Readable {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  let overlong = false;
  const refuse = (code: number, message: string) => {
    output.write(`${JSON.stringify({ jsonrpc: "2.0", id: null, error: { code, message } })}\n`);
  };
  const lines = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      const [first = "", ...others] = decoder.write(chunk).split("\n");
      const complete = [rest + first, ...others];
      rest = complete.pop() ?? "";
      for (const line of complete) {
        const fault = overlong ? undefined : faultOf(line);
        if (fault !== undefined) refuse(...fault);
        else if (!overlong && line.trim() !== "") this.push(`${line}\n`);
        overlong = false;
      }
      if (rest.length > LONGEST_LINE) {
        if (!overlong) refuse(-32600, `The message is longer than ${LONGEST_LINE} characters.`);
        overlong = true;
        rest = "";
      }
      done();
    },
  });
  input.on("error", () => lines.end());
  return input.pipe(lines);
}

function faultOf(line: string): [code: number, message: string] | undefined {
  if (line.trim() === "") return undefined;
  if (line.length > LONGEST_LINE) {
    return [-32600, `The message is longer than ${LONGEST_LINE} characters.`];
  }
  if (isTooDeep(line)) return [-32600, "The message is nested too deeply."];
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return [-32700, "The line is not valid JSON."];
  }
  try {
    parseJSONRPCMessage(value);
    return undefined;
  } catch {
    return [-32600, "The line is not a JSON-RPC 2.0 message."];
  }
}
