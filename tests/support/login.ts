import type { OAuthTokens, StoredOAuthTokens } from "../packages/client.ts";
import { type AuthorizationServer, TILL } from "./authorization_server.ts";
import type { Login } from "./clients.ts";

/** A login of the test's person, and what came of it. */
export interface TestLogin extends Login {
  /** The last address that the client sent its person to. */
  readonly address: URL;
  /** The scopes of the token that the client has. */
  readonly scopes: readonly string[];
}

/** The till's client and its person, at an authorization server of the tests. */
export function loginAt({ browse, issuer }: AuthorizationServer): TestLogin {
  let address = new URL(issuer);
  let verifier = "";
  let tokens: StoredOAuthTokens | undefined;
  return {
    provider: {
      redirectUrl: TILL.redirect_uri,
      clientMetadata: {
        client_name: "Till",
        redirect_uris: [TILL.redirect_uri],
        token_endpoint_auth_method: "none",
      },
      clientInformation: () => ({ client_id: TILL.client_id, issuer }),
      tokens: () => tokens,
      saveTokens: (given: OAuthTokens) => void (tokens = { ...given, issuer }),
      redirectToAuthorization: (url) => void (address = url),
      saveCodeVerifier: (given) => void (verifier = given),
      codeVerifier: () => verifier,
    },
    callback: () => browse(address),
    get address() {
      return address;
    },
    get scopes() {
      return tokens?.scope?.split(" ") ?? [];
    },
  };
}
