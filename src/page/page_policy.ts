/** The texts that the page puts into itself: its styles and its script. */
interface Unpacked {
  readonly style: string;
  readonly script: string;
}

/**
 * What a browser may do on the page: run its own two scripts, use its own styles, talk to its own
 * server and to those where people sign in.
 *
 * @param issuers Origins of authorization servers.
 */
export async function pagePolicy(page: string, issuers: readonly string[]): Promise<string> {
  const [, unpack = ""] = /<script>([\s\S]*?)<\/script>/.exec(page) ?? [];
  const { style, script } = await unpacked(unpack);
  const [unpackHash, styleHash, scriptHash] = await Promise.all(
    [unpack, style, script].map(hashOf),
  );
  return [
    "default-src 'none'",
    `script-src ${unpackHash} ${scriptHash}`,
    `style-src ${styleHash}`,
    `connect-src ${["'self'", ...issuers].join(" ")}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

async function unpacked(unpack: string): Promise<Unpacked> {
  const [, packed = ""] = /atob\("([^"]*)"\)/.exec(unpack) ?? [];
  const stream = new Blob([Uint8Array.fromBase64(packed)]).stream()
    .pipeThrough(new DecompressionStream("deflate-raw"));
  const [style = "", script = ""] = (await new Response(stream).text()).split("\0");
  return { style, script };
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return `'sha256-${new Uint8Array(digest).toBase64()}'`;
}
