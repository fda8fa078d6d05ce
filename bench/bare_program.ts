/* The reference of a start: a program that answers one line of standard input with another. */
const line = new Uint8Array(4096);
await Deno.stdin.read(line);
Deno.stdout.writeSync(new TextEncoder().encode("{}\n"));
