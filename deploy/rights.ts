import project from "../deno.json" with { type: "json" };
import { drives } from "../src/cli/sandbox.ts";

/** The permissions of a binary; fixed when it is built. */
export interface Rights {
  /** Environment variables that it may read. */
  readonly variables: readonly string[];
  /** Roots of the files that it may read and write, until it narrows that itself at its start. */
  readonly roots: readonly string[];
  /** Addresses of its own machine, to listen at. */
  readonly addresses: readonly string[];
  /** Programs that show an address in the browser: for --open, and given up before it serves. */
  readonly openers: readonly string[];
  /** What it may ask of the system: a lower priority for threads with long reads. */
  readonly system: readonly string[];
  /** Hosts that it may connect to, with their ports. */
  readonly hosts: readonly string[];
}

/** What is built: for which machine, and which hosts it may connect to (none: a sealed build). */
export interface Build {
  /** A triple as `deno compile --target` takes it; without it, this machine. */
  readonly target?: string | undefined;
  readonly hosts: readonly string[];
}

/** The rights of the `start` task of deno.json, and the hosts. */
export function rightsOf({ target = Deno.build.target, hosts }: Build): Rights {
  return {
    variables: listOf("--allow-env"),
    roots: target.includes("windows") ? drives() : listOf("--allow-read"),
    addresses: listOf("--allow-net"),
    openers: target.includes("windows") ? ["C:\\Windows\\explorer.exe"] : listOf("--allow-run"),
    system: listOf("--allow-sys"),
    hosts,
  };
}

/** The rights as flags of Deno. */
export function flagsOf(
  { variables, roots, addresses, openers, system, hosts }: Rights,
): string[] {
  return [
    "--no-prompt",
    `--allow-env=${variables.join(",")}`,
    `--allow-read=${roots.join(",")}`,
    `--allow-write=${roots.join(",")}`,
    `--allow-run=${openers.join(",")}`,
    `--allow-sys=${system.join(",")}`,
    `--allow-net=${[...addresses, ...hosts].join(",")}`,
  ];
}

/** The rights for people. */
export function rightsText({ variables, roots, addresses, openers, hosts }: Rights): string {
  return [
    `  reads the variables   ${variables.join(", ")}`,
    `  reads and writes      ${roots.join(", ")} until it has started, then its database's folder`,
    `  listens at one of     ${addresses.join(", ")}`,
    `  connects to           ${hosts.join(", ") || "nothing"}`,
    `  opens a browser with  ${openers.join(", ")}, for --open only`,
    "  lowers the priority of its own threads with long reads",
    "  and nothing else: no other program, no library, nothing about the machine",
  ].join("\n");
}

/** The values of a flag of the `start` task. */
function listOf(flag: string): string[] {
  const words = project.tasks.start.command.split(" ");
  const value = words.find((word) => word.startsWith(`${flag}=`))?.slice(flag.length + 1);
  if (value === undefined) throw new Error(`The start task of deno.json has no ${flag}=`);
  return value.split(",");
}
