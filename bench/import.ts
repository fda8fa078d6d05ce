import { program, run } from "../tests/support/server_process.ts";
import { figure, timed } from "./measure.ts";

const ROWS = 200_000;

/** A generic export of two years, imported by the real program into a file, then once more. */
export async function benchImport(): Promise<string[]> {
  const folder = await Deno.makeTempDir();
  try {
    const file = `${folder}/sales.csv`;
    await Deno.writeTextFile(file, sales());
    const command = program(
      ...[
        "import",
        file,
        "--location",
        "bench",
        "--timezone",
        "America/New_York",
        "--currency",
        "USD",
      ],
      ...["--database", `${folder}/bench.db`],
    );
    const first = await importing(command);
    const again = await importing(command);
    return [
      `import: ${figure(first)} rows/s; the same file again: ${
        figure(again)
      } rows/s (${ROWS} rows)`,
    ];
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function importing(command: ReturnType<typeof program>): Promise<number> {
  const time = await timed(async () => {
    const { code, stderr } = await run(command);
    if (code !== 0) throw new Error(stderr);
  });
  return ROWS / time * 1000;
}

/** Orders of one to four of fifty items, from noon to midnight. */
function sales(): string {
  const lines = ["order_id,date,time,item,category,quantity,unit_price"];
  const start = Temporal.PlainDate.from("2024-01-01");
  for (let row = 0, order = 0; row < ROWS; order++) {
    const date = start.add({ days: Math.floor(row / ROWS * 730) });
    const time = `${12 + order % 12}:${String(order * 7 % 60).padStart(2, "0")}`;
    for (let line = 0; line <= order % 4 && row < ROWS; line++, row++) {
      const item = (order * 31 + line * 7) % 50;
      lines.push(`${order},${date},${time},Item ${item},Category ${item % 6},1,${5 + item}.50`);
    }
  }
  return `${lines.join("\n")}\n`;
}
