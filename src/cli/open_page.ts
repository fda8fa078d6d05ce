import { dropPrograms } from "./sandbox.ts";
import { tell } from "./output.ts";

/** What each system shows an address in the browser with; the only programs that may be started. */
const OPENERS: Readonly<Partial<Record<typeof Deno.build.os, string>>> = {
  linux: "/usr/bin/xdg-open",
  darwin: "/usr/bin/open",
  windows: "C:\\Windows\\explorer.exe",
};

/** Shows the page in the browser, or says where it is; after that no program can be started. */
export function openPage(address: string): void {
  const opener = OPENERS[Deno.build.os];
  try {
    if (opener === undefined) throw new Error("no opener");
    new Deno.Command(opener, {
      args: [address],
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn().unref();
  } catch {
    tell(`No browser could be opened; the page is at ${address}`);
  }
  dropPrograms();
}
