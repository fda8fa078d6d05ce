import {
  type AddressInfo,
  connect,
  createServer,
  type Socket,
  type TcpNetConnectOpts,
} from "node:net";
import { certificateFor } from "./certificate.ts";
import { read } from "./deployment.ts";
import { freePort } from "./server_process.ts";
import { until } from "./until.ts";

/** The name under which the documented proxies serve. */
export const PUBLIC_NAME = "mcp.example.com";

/** A kind of proxy. */
export interface ProxyKind {
  /** The program. */
  readonly name: string;
  /** Puts one in front of a server of this machine. */
  start(serverPort: number): Promise<Proxy>;
}

/** A proxy that runs; ends with `await using`. */
export interface Proxy extends AsyncDisposable {
  /** Reaches it as a client at an address of this machine's loopback network does. */
  clientAt(localAddress: string): Promise<ProxyClient>;
  /** A bare connection, of which the proxy has seen no byte yet. */
  connect(): Promise<Deno.TcpConn>;
  /** A connection on which nothing is sent yet but the beginning of TLS. */
  connectTls(): Promise<Deno.TlsConn>;
  /** Ends it, its connections with it, and starts it again. */
  restart(): Promise<void>;
}

/** A client's way through a proxy; ends with `await using`. */
export interface ProxyClient extends AsyncDisposable {
  /** The same as the global one, but the proxy's name leads to it. */
  fetch(url: string | URL, init?: RequestInit): Promise<Response>;
}

/** How a proxy is started in a folder of its own. */
interface Setup {
  readonly folder: string;
  readonly port: number;
  readonly serverPort: number;
}

/** The proxies of docs/deployment.md, with the lines that stand there. */
export const PROXIES: readonly ProxyKind[] = [
  { name: "nginx", start: (serverPort) => startProxy(serverPort, nginx, "SIGTERM") },
  // Asked to end, it would wait for streams.
  { name: "caddy", start: (serverPort) => startProxy(serverPort, caddy, "SIGKILL") },
];

/** A block of docs/deployment.md, with another address of the server. */
function documented(language: string, serverPort: number): string {
  const block = new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "ms");
  const [, lines = ""] = block.exec(read("docs/deployment.md")) ?? [];
  return replaced(lines, "127.0.0.1:8000", `127.0.0.1:${serverPort}`);
}

/** What cannot be as it stands there; it must stand there. */
function replaced(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`docs/deployment.md has no '${from}' in\n${text}`);
  return text.replace(from, to);
}

/** The block stands inside `http`; around it are only the places where nginx may write. */
async function nginx({ folder, port, serverPort }: Setup) {
  const place = `/etc/ssl/${PUBLIC_NAME}`;
  const server = [
    ["listen 443 ", `listen 127.0.0.1:${port} `],
    [`${place}.pem`, `${folder}/public.pem`],
    [`${place}.key`, `${folder}/public.key`],
  ].reduce(
    (text, [from = "", to = ""]) => replaced(text, from, to),
    documented("nginx", serverPort),
  );
  const { certificate, key } = await certificateFor(PUBLIC_NAME);
  await Deno.writeTextFile(`${folder}/public.pem`, certificate);
  await Deno.writeTextFile(`${folder}/public.key`, key);
  const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${folder}/${name};`);
  await Deno.writeTextFile(
    `${folder}/nginx.conf`,
    [
      "daemon off;",
      // Else its workers run as a user that may not enter the folder.
      ...(Deno.uid() === 0 ? ["user root;"] : []),
      `pid ${folder}/nginx.pid;`,
      "events {}",
      `http { access_log off; ${places.join(" ")}`,
      server,
      "}",
    ].join("\n"),
  );
  return {
    args: ["-p", folder, "-e", `${folder}/error.log`, "-c", `${folder}/nginx.conf`],
    certificate: () => Promise.resolve(certificate),
  };
}

/** The block is whole; before it stands that its certificate is not asked for on the internet. */
async function caddy({ folder, port, serverPort }: Setup) {
  const options = [
    "admin off",
    `https_port ${port}`,
    "auto_https disable_redirects",
    "local_certs",
    "skip_install_trust",
    `storage file_system ${folder}`,
  ];
  await Deno.writeTextFile(
    `${folder}/Caddyfile`,
    `{\n${options.join("\n")}\n}\n${documented("caddy", serverPort)}`,
  );
  return {
    args: ["run", "--adapter", "caddyfile", "--config", `${folder}/Caddyfile`],
    certificate: () => Deno.readTextFile(`${folder}/pki/authorities/local/root.crt`),
  };
}

/** @param ending What ends it and its connections at once. */
async function startProxy(
  serverPort: number,
  prepare: typeof nginx | typeof caddy,
  ending: Deno.Signal,
): Promise<Proxy> {
  const folder = await Deno.makeTempDir({ prefix: "restaurant-mcp-" });
  const port = freePort();
  const { args, certificate } = await prepare({ folder, port, serverPort });
  const connectBare = () => Deno.connect({ hostname: "127.0.0.1", port });
  const connectTls = async () =>
    await Deno.startTls(await connectBare(), {
      hostname: PUBLIC_NAME,
      caCerts: [await certificate()],
    });
  const isReady = async () => {
    using connection = await connectTls();
    await connection.handshake();
  };
  const start = () => startProgram(prepare.name, args, folder, isReady);
  let running = await start();
  return {
    connect: connectBare,
    connectTls,
    clientAt: async (localAddress) => clientOf(await certificate(), port, localAddress),
    async restart() {
      await running.end(ending);
      running = await start();
    },
    async [Symbol.asyncDispose]() {
      await running.end(ending);
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/** @param ready Rejects as long as it cannot be used. */
async function startProgram(
  command: string,
  args: readonly string[],
  folder: string,
  ready: () => Promise<void>,
) {
  const child = new Deno.Command(command, {
    args: [...args],
    env: { HOME: folder },
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  let isOver = false;
  const status = child.status.finally(() => isOver = true);
  await until(async () => {
    if (isOver) throw new Error(`${command} ended before it listened`);
    return await ready().then(() => true, () => false);
  });
  return {
    async end(signal: Deno.Signal) {
      if (!isOver) child.kill(signal);
      await status;
    },
  };
}

/** Fetches through a tunnel that knows where the proxy's name leads, over HTTP/2 if it is offered. */
async function clientOf(
  certificate: string,
  port: number,
  localAddress: string,
): Promise<ProxyClient> {
  const tunnel = await startTunnel({ port, host: "127.0.0.1", localAddress });
  const client = Deno.createHttpClient({
    caCerts: [certificate],
    proxy: { transport: "http", url: `http://127.0.0.1:${tunnel.port}` },
  });
  return {
    fetch: (url, init) => fetch(url, { ...init, client }),
    async [Symbol.asyncDispose]() {
      client.close();
      await tunnel[Symbol.asyncDispose]();
    },
  };
}

/** Connects all that ask for a way with CONNECT to one place, whichever they name. */
async function startTunnel(to: TcpNetConnectOpts): Promise<AsyncDisposable & { port: number }> {
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(to);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    // The client waits for the answer to CONNECT: what comes first is only that.
    near.once("data", () => {
      near.write("HTTP/1.1 200 OK\r\n\r\n");
      near.pipe(far).pipe(near);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
