import assert from "node:assert/strict";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { fillFloor, place } from "../support/floor.ts";
import { openHome } from "../support/home.ts";
import { INITIALIZE } from "../support/initialize.ts";
import { compiledBinary, compiler } from "../support/compile.ts";
import { threadPriorities } from "../support/process_use.ts";
import { type Program, program } from "../support/server_process.ts";

const LINUX = Deno.build.os === "linux";

/** A question so wide that another thread answers it. */
const WIDE = { date: "2020-01-01", end_date: "2029-12-31", group_by: "item" };

const CALLS = [2, 3].map((id) => ({
  jsonrpc: "2.0",
  id,
  method: "tools/call",
  params: { name: "get_sales_data", arguments: WIDE },
}));

/** Asks twice, with the rights that the program gives itself, and looks who answered. */
async function askWide(served: (database: string) => Program): Promise<void> {
  await using home = await openHome();
  {
    await using database = await fillFloor(await openSqlite(fileAddress(home.database)));
    await place(database);
  }
  const { answers, log, priorities } = await talk(served(home.database), [INITIALIZE, ...CALLS]);
  const ofCalls = answers.filter(({ id }) => id > 1);
  assert.deepEqual(ofCalls.map(({ result }) => result.isError), [undefined, undefined], log);
  assert.doesNotMatch(log, /main thread/);
  // That thread alone lets the others go first.
  const first = Math.min(...priorities);
  assert.equal(priorities.filter((nice) => nice > first).length, LINUX ? 1 : 0);
}

interface Answer {
  readonly id: number;
  readonly result: { readonly isError?: boolean };
}

/** Sends requests over standard input and waits for an answer to each. */
async function talk({ command, args }: Program, requests: readonly object[]) {
  const child = new Deno.Command(command, {
    args: [...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const log = new Response(child.stderr).text();
  const input = child.stdin.getWriter();
  const lines = requests.map((request) => `${JSON.stringify(request)}\n`).join("");
  await input.write(new TextEncoder().encode(lines));
  let output = "";
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    output += text;
    if (output.split("\n").length > requests.length) break;
  }
  const priorities = LINUX ? threadPriorities(child.pid) : [];
  await input.close();
  await child.status;
  const answers: Answer[] = output.trim().split("\n").map((line) => JSON.parse(line));
  return { answers, log: await log, priorities };
}

Deno.test("from source, a wide question is answered by a thread of its own", async () => {
  await askWide((database) => program("--database", database));
});

const compile = await compiler();
Deno.test({
  name: "in the binary, a wide question is answered by a thread of its own",
  ignore: compile === undefined,
  async fn() {
    const binary = await compiledBinary(compile ?? []);
    await askWide((database) => ({ command: binary, args: ["--database", database] }));
  },
});
