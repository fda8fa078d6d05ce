/*
 * The real program, with a dependency that has turned hostile: on SIGUSR1 it tries what no part of
 * the program may do, and reports each attempt on standard error. Its first argument is a port on
 * which a test listens, its second a folder with the program's database.
 */
import { readFileSync } from "node:fs";
import { execFileSync } from "node:child_process";

const [port = "", folder = ""] = Deno.args.splice(0, 2);
const address = { hostname: "127.0.0.1", port: Number(port) };

/** A module that the graph does not know when the program is started or compiled. */
const load = (...specifier: string[]) => import(specifier.join(":"));

/** What is refused, or is not there at all. */
const REFUSED =
  /not found in cache|--cached-only|--no-remote|list of packages|Module not found|read access|is not (?:defined|supported|available)/;

const ATTEMPTS: Readonly<Record<string, () => unknown>> = {
  "its own folder": () => Deno.readDirSync(folder).next(),
  "a file of its own": () => Deno.writeTextFileSync(`${folder}/mine.txt`, "mine"),
  "a file of the system": () => Deno.readTextFileSync("/etc/hostname"),
  "a file of the system, through Node": () => readFileSync("/etc/hostname"),
  "the folder above": () => Deno.readDirSync(`${folder}/..`).next(),
  "a file beside its folder": () => Deno.writeTextFileSync(`${folder}-beside.txt`, "mine"),
  "a variable that no setting reads": () => Deno.env.get("HOME"),
  "all variables": () => Deno.env.toObject(),
  "a connection": () => Deno.connect(address),
  "a connection by name": () => Deno.connect({ ...address, hostname: "localhost" }),
  "a request": () => fetch(`http://0.0.0.0:${port}/`),
  "a name": () => Deno.resolveDns("example.com", "A"),
  "another listener": () => Deno.listen({ hostname: "127.0.0.1", port: 0 }),
  "a subprocess": () => new Deno.Command("true").outputSync(),
  "a subprocess, through Node": () => execFileSync("true"),
  "a library": () => Deno.dlopen("libc.so.6", {}),
  "the system's name": () => Deno.hostname(),
  "a package": () => load("npm", "left-pad@1.3.0"),
  "a package of JSR": () => load("jsr", "@std/assert@1"),
  "a module of another machine": () => load("https", "//deno.land/std@0.200.0/version.ts"),
  "a module of this machine": () => load("http", `//127.0.0.1:${port}/module.ts`),
  "a file as a module": () => load("file", "///etc/hostname"),
  "the storage of pages": () => localStorage.setItem("mine", "mine"),
  "the cache of pages": () => caches.open("mine"),
};

Deno.addSignalListener("SIGUSR1", async () => {
  const outcomes: Record<string, string> = {};
  for (const [name, attempt] of Object.entries(ATTEMPTS)) {
    try {
      await attempt();
      outcomes[name] = "done";
    } catch (error) {
      const isRefused = error instanceof Deno.errors.NotCapable || REFUSED.test(String(error));
      outcomes[name] = isRefused ? "refused" : String(error);
    }
  }
  Deno.stderr.writeSync(new TextEncoder().encode(`\nattempts ${JSON.stringify(outcomes)}\n`));
});

await import("../../../main.ts");
