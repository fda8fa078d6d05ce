import type { Part } from "../session/part.ts";
import { useEffect, useState } from "hono/jsx/dom";
import { filled, type Words } from "../words/words.ts";
import { keepToken } from "./kept_token.ts";
import { goToIssuer, type TokenSource, tokenSource } from "./oauth.ts";

/** Asks for a token, or sends the person to the authorization server. */
export function SignIn({ words, wasRefused, reason, onToken }: {
  readonly words: Words;
  /** Whether a token was given and is not valid, or not any more. */
  readonly wasRefused: boolean;
  /** Why signing in at the authorization server failed; empty if it did not. */
  readonly reason: string;
  readonly onToken: () => void;
}): Part {
  const [source, setSource] = useState<TokenSource | undefined>(undefined);
  const [failure, setFailure] = useState(reason);
  useEffect(() => {
    void tokenSource().then(setSource);
  }, []);
  const issuer = source?.authorization_servers[0];

  function take(event: Event): void {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const token = String(new FormData(form).get("token") ?? "").trim();
    if (token === "") return;
    keepToken({ token });
    onToken();
  }

  async function go(): Promise<void> {
    if (source === undefined) return;
    await goToIssuer(source).catch((error: Error) => setFailure(error.message));
  }

  return (
    <main class="sign-in">
      <h1>{words.signIn}</h1>
      <p>{words.signInWhy}</p>
      {issuer === undefined ? null : (
        <button type="button" class="primary" onClick={go}>
          {filled(words.signInAt, { host: new URL(issuer).host })}
        </button>
      )}
      <form onSubmit={take}>
        <label for="token">{words.token}</label>
        <input
          id="token"
          name="token"
          type="password"
          autocomplete="off"
          required
          aria-describedby="token-why"
        />
        <p id="token-why" class="note">{words.tokenWhy}</p>
        <button type="submit" class={issuer === undefined ? "primary" : ""}>{words.signIn}</button>
      </form>
      {wasRefused ? <p class="why" role="alert">{words.tokenWrong}</p> : null}
      {failure === ""
        ? null
        : <p class="why" role="alert">{filled(words.signInFailed, { reason: failure })}</p>}
    </main>
  );
}
