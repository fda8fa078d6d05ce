import { pagePolicy } from "./page_policy.ts";
import { readPage } from "./read_page.ts";

/** Answers with the page; it shows nothing before it was told something over MCP. */
export type ServePage = () => Promise<Response>;

/**
 * Serves the page.
 *
 * @param issuer Address of the authorization server, if there is one.
 */
export function servePage(issuer: string | undefined): ServePage {
  const issuers = issuer === undefined ? [] : [new URL(issuer).origin];
  let parts: Promise<readonly [page: string, policy: string]> | undefined;
  async function load() {
    const page = await readPage();
    return [page, await pagePolicy(page, issuers)] as const;
  }
  return async () => {
    const [page, policy] = await (parts ??= load());
    return new Response(page, {
      headers: {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": policy,
        "cross-origin-opener-policy": "same-origin",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "cache-control": "no-cache",
      },
    });
  };
}

/** What the page says of itself to authorization servers that read it (Client ID Metadata Documents). */
export function clientDocument(origin: string): Response {
  return Response.json({
    client_id: new URL("/client.json", origin).href,
    client_name: "Restaurant",
    client_uri: new URL("/", origin).href,
    redirect_uris: [new URL("/", origin).href],
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    token_endpoint_auth_method: "none",
  });
}
