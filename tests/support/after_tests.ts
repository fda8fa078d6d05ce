/**
 * Removes a folder that is still there when the tests have ended, also if they were killed.
 *
 * @param before Done first, for the shell: the folder is `$0`.
 */
export function removeAfterTests(folder: string, before = ":"): void {
  const watching = `
    trap "" INT TERM HUP
    while kill -0 ${Deno.pid} && [ -d "$0" ]; do sleep 1; done
    if [ -d "$0" ]; then ${before}; rm -rf "$0"; fi`;
  new Deno.Command("sh", {
    args: ["-c", watching, folder],
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn().unref();
}
