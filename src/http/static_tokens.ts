import { pathOf } from "./edge_request.ts";
import type { Exchange } from "./step.ts";

/** Where clients look for a way to sign in. */
export const SIGN_IN_PATHS: readonly string[] = [
  ...["", "/mcp"].flatMap((place) => [
    `/.well-known/oauth-protected-resource${place}`,
    `/.well-known/oauth-authorization-server${place}`,
    `/.well-known/openid-configuration${place}`,
  ]),
  "/mcp/.well-known/openid-configuration",
  ...["/register", "/authorize", "/token"],
];

/** Says that there is no way to sign in, in the form that clients of OAuth show to their users. */
export function staticTokensOnly({ request }: Pick<Exchange, "request">): Response {
  const isMetadata = pathOf(request).includes("/.well-known/");
  return Response.json({
    error: "invalid_request",
    error_description:
      "This server has no sign-in. If it asks for a token, use one that its operator made with " +
      "`restaurant-mcp token create`: send Authorization: Bearer <token>.",
  }, { status: isMetadata ? 404 : 400 });
}
