const encoder = new TextEncoder();

/** Writes a command's result to standard output. */
export function printResult(text: string): void {
  writeAll(Deno.stdout, `${text}\n`);
}

/** Writes a part of a command's result to standard output. */
export function printText(text: string): void {
  writeAll(Deno.stdout, text);
}

/** Writes a command's result to standard output as it is. */
export function printBytes(bytes: Uint8Array): void {
  let rest = bytes;
  while (rest.length > 0) rest = rest.subarray(Deno.stdout.writeSync(rest));
}

/** Shows the person at the terminal a message, on standard error. */
export function tell(text: string): void {
  writeAll(Deno.stderr, `${text}\n`);
}

function writeAll(stream: { writeSync(bytes: Uint8Array): number }, text: string): void {
  let rest = encoder.encode(text);
  while (rest.length > 0) rest = rest.subarray(stream.writeSync(rest));
}
