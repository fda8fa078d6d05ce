import { type Outcome, program, run } from "./server_process.ts";

/** A folder of its own, in which the program's commands run; gone when disposed. */
export interface Home extends AsyncDisposable {
  readonly path: string;
  /** The address of its database, once there is one. */
  readonly database: string;
  /** The names of the files in it, sorted. */
  files(): string[];
  /** Runs the program to its end, with the home's database. */
  run(args: readonly string[], options?: Parameters<typeof run>[1]): Promise<Outcome>;
}

/** An empty home. */
export async function openHome(): Promise<Home> {
  const path = await Deno.makeTempDir({ prefix: "restaurant-mcp-" });
  const database = `${path}/restaurant.db`;
  return {
    path,
    database,
    files: () => [...Deno.readDirSync(path)].map(({ name }) => name).sort(),
    run: (args, options) =>
      run(program(...args), {
        cwd: path,
        ...options,
        env: { DATABASE_URL: database, ...options?.env },
      }),
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}
