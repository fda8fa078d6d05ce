import { parse } from "../packages/yaml.ts";

const ROOT = new URL("../../", import.meta.url);

/** The text of a file of the repository. */
export function read(path: string): string {
  return Deno.readTextFileSync(new URL(path, ROOT));
}

/** A JSON or YAML file of the repository, in the form that the caller says it has. */
export function readData<Form>(path: string): Form {
  return parse(read(path)) as Form;
}

/** The variables that an environment file sets or, in a comment, offers. */
export function variablesOf(path: string): string[] {
  return [...read(path).matchAll(/^#?([A-Z_]+)=/gm)].map(([, name = ""]) => name);
}

/**
 * Puts values in the place of `${NAME}` and `${NAME:-default}`, as Claude Code does; a name without
 * value and default stays as it is.
 */
export function expand(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(
    /\$\{([\w./]+)(?::-([^}]*))?\}/g,
    (whole, name: string, preset?: string) => values[name] ?? preset ?? whole,
  );
}

/** The names in `${NAME}` and `${NAME:-default}`. */
export function namesIn(text: string): string[] {
  return [...text.matchAll(/\$\{([\w./]+)/g)].map(([, name = ""]) => name);
}
