/** A token as it is kept: for this tab, and gone with it. */
export interface KeptToken {
  readonly token: string;
  /** To get another from the authorization server when it expires. */
  readonly refresh?: { readonly token: string; readonly endpoint: string; readonly client: string };
}

const KEY = "token";

/** The token of this tab. */
export function keptToken(): KeptToken | undefined {
  const text = sessionStorage.getItem(KEY);
  return text === null ? undefined : JSON.parse(text);
}

/** Keeps a token for this tab, or forgets it. */
export function keepToken(kept: KeptToken | undefined): void {
  if (kept === undefined) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, JSON.stringify(kept));
}
