/**
 * Arguments that clients add to every call by themselves, with the place where that was reported.
 * They are ignored; any other unknown argument is an error.
 */
export const ADDED_NAMES: Readonly<Record<string, string>> = {
  toolCallId: "n8n: github.com/n8n-io/n8n/issues/21500",
  task_progress: "Cline: github.com/cline/cline/issues/8256",
  wait_for_previous: "Gemini CLI: github.com/google-gemini/gemini-cli/issues/27403",
  random_string: "Cursor, for tools without arguments",
  _meta: "clients that put the metadata of a request among its arguments",
};
