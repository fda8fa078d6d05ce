/// <reference lib="dom" />
import { render } from "hono/jsx/dom";
import { Chat } from "./chat/chat.tsx";
import { Page } from "./page.tsx";
import { comeBack } from "./sign_in/oauth.ts";
import { followScheme, keepAwake } from "./session/screen.ts";
import { languageFor } from "./words/words.ts";

const root = document.querySelector("body");
if (root !== null) void start(root);

/** In a frame it is an app of a chat, else the page. */
async function start(root: HTMLElement): Promise<void> {
  const language = languageFor(navigator.languages);
  document.documentElement.lang = language.locale;
  followScheme();
  if (parent !== window) {
    document.documentElement.dataset["chat"] = "";
    return render(<Chat language={language} />, root);
  }
  const isKiosk = new URL(location.href).searchParams.get("kiosk") === "1";
  if (isKiosk) {
    document.documentElement.dataset["kiosk"] = "";
    keepAwake();
  }
  const failure = await comeBack().then(() => "", (error: Error) => error.message);
  render(<Page language={language} isKiosk={isKiosk} failure={failure} />, root);
}
