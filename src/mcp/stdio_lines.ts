import { type Readable, Transform, type Writable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import type { Message } from "./message.ts";
import { type LineFault, LONGEST_LINE, overlong, readLine } from "./read_line.ts";

/** Lines of messages, and what is to happen before the last of them has ended. */
export interface LinesOptions {
  readonly input: Readable;
  readonly output: Writable;
  /** Called with each message that is passed on. */
  onMessage(message: Message): void;
  /** Awaited between the last line and the end. */
  beforeEnd(): Promise<void>;
}

/**
 * The messages of `input`, one on each line. Any other line is answered with the error that JSON-RPC
 * has for it; the transport itself would pass over it in silence, and the client wait.
 */
export function messageLines({ input, output, onMessage, beforeEnd }: LinesOptions): Readable {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  let isOverlong = false;
  let revision = "";

  function take(line: string): void {
    if (isOverlong) isOverlong = false;
    else for (const read of readLine(line, revision)) pass(read);
  }

  function pass(read: Message | LineFault): void {
    if ("code" in read) return refuse(read);
    if (read.method === "initialize") revision = String(read.params.protocolVersion);
    onMessage(read);
    lines.push(`${JSON.stringify(read.json)}\n`);
  }

  function refuse({ id, ...error }: LineFault): void {
    output.write(`${JSON.stringify({ jsonrpc: "2.0", id, error })}\n`);
  }

  const lines = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      const [first = "", ...others] = decoder.write(chunk).split("\n");
      const complete = [rest + first, ...others];
      rest = complete.pop() ?? "";
      complete.forEach(take);
      if (rest.length > LONGEST_LINE) {
        if (!isOverlong) refuse(overlong());
        isOverlong = true;
        rest = "";
      }
      done();
    },
    flush(done) {
      take(rest);
      beforeEnd().then(() => done(), done);
    },
  });
  input.on("error", () => lines.end());
  return input.pipe(lines);
}
