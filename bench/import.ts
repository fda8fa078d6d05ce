import { DatabaseSync } from "node:sqlite";
import { peakBytes } from "../tests/support/process_use.ts";
import { type Program, program } from "../tests/support/server_process.ts";
import { figure, timed } from "./measure.ts";

/** Rows of two exports: with three times as many, an import must not need more memory. */
const FEW = 300_000;
const MANY = 900_000;
const LOOKS_MS = 50;

/**
 * Generic exports of two years, imported by the real program into files, the smaller one once more;
 * beside it a loop that only splits the lines and inserts them into one table.
 */
export async function benchImport(): Promise<string[]> {
  const folder = await Deno.makeTempDir();
  try {
    const few = await exported(folder, FEW);
    const many = await exported(folder, MANY);
    const bare = FEW / await timed(() => insertLines(few, `${folder}/bare.db`)) * 1000;
    const first = await importing(few, `${folder}/few.db`, FEW);
    const again = await importing(few, `${folder}/few.db`, FEW);
    const whole = await importing(many, `${folder}/many.db`, MANY);
    return [
      `import of ${figure(FEW)} rows: ${figure(first.rate)} rows/s, ratio to bare inserts (${
        figure(bare)
      } rows/s) ${figure(first.rate / bare)}; the same file again: ${figure(again.rate)} rows/s`,
      `import of ${figure(MANY)} rows: ${figure(whole.rate)} rows/s; peak memory ${
        figure(whole.peak)
      } MB, of the smaller one ${figure(first.peak)}, ratio ${figure(whole.peak / first.peak)}`,
    ];
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function exported(folder: string, rows: number): Promise<string> {
  const path = `${folder}/${rows}.csv`;
  await Deno.writeTextFile(path, sales(rows));
  return path;
}

async function importing(file: string, database: string, rows: number) {
  let peak = 0;
  const time = await timed(async () => {
    peak = await peakOf(program(
      ...["import", file, "--location", "bench", "--timezone", "America/New_York"],
      ...["--currency", "USD", "--database", database],
    ));
  });
  return { rate: rows / time * 1000, peak };
}

/** Runs a program to its end; gives the most memory in MB that it had, NaN where none is told. */
async function peakOf({ command, args }: Program): Promise<number> {
  const child = new Deno.Command(command, {
    args: [...args],
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  let peak = NaN;
  const timer = setInterval(() => {
    try {
      peak = peakBytes(child.pid) / 1024 ** 2;
    } catch {
      // It has ended, or this system does not say.
    }
  }, LOOKS_MS);
  const { code, stderr } = await child.output();
  clearInterval(timer);
  if (code !== 0) throw new Error(new TextDecoder().decode(stderr));
  return peak;
}

/** The least that an import does: its lines in a table, all of them or none. */
async function insertLines(file: string, path: string): Promise<void> {
  const [, ...lines] = (await Deno.readTextFile(file)).trimEnd().split("\n");
  const database = new DatabaseSync(path);
  database.exec("create table lines (order_id, date, time, item, category, quantity, unit_price)");
  const insert = database.prepare("insert into lines values (?, ?, ?, ?, ?, ?, ?)");
  database.exec("begin");
  for (const line of lines) insert.run(...line.split(","));
  database.exec("commit");
  database.close();
}

/** Orders of one to four of fifty items, from noon to midnight. */
function sales(rows: number): string {
  const lines = ["order_id,date,time,item,category,quantity,unit_price"];
  const start = Temporal.PlainDate.from("2024-01-01");
  for (let row = 0, order = 0; row < rows; order++) {
    const date = start.add({ days: Math.floor(row / rows * 730) });
    const time = `${12 + order % 12}:${String(order * 7 % 60).padStart(2, "0")}`;
    for (let line = 0; line <= order % 4 && row < rows; line++, row++) {
      const item = (order * 31 + line * 7) % 50;
      lines.push(`${order},${date},${time},Item ${item},Category ${item % 6},1,${5 + item}.50`);
    }
  }
  return `${lines.join("\n")}\n`;
}
