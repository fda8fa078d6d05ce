/** A page that is a host of chats, at an origin of its own; ends with `await using`. */
export interface ServedHost extends AsyncDisposable {
  readonly origin: string;
}

const ROOT = new URL("../../../", import.meta.url);
const HOST = new URL("./host.ts", import.meta.url);

/** The tests of a file share it. */
let bundle: Promise<string> | undefined;

/** Bundles the host and serves it on a free port. */
export async function serveChatHost(): Promise<ServedHost> {
  const script = await (bundle ??= bundled());
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    ({ url }) =>
      new URL(url).pathname === "/host.js"
        ? new Response(script, { headers: { "content-type": "text/javascript" } })
        : new Response(
          "<!doctype html><link rel='icon' href='data:,'><style>iframe { width: 100%; border: 0 }" +
            "</style><body><script type='module' src='/host.js'></script>",
          { headers: { "content-type": "text/html" } },
        ),
  );
  return {
    origin: `http://127.0.0.1:${server.addr.port}`,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

async function bundled(): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["bundle", "--quiet", "--platform=browser", `--lock=${ROOT.pathname}tests/deno.lock`],
      HOST.pathname,
    ],
    cwd: ROOT,
    stdout: "piped",
    stderr: "piped",
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}
