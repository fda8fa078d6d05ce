import { type EdgeRequest, pathOf } from "./edge_request.ts";
import type { Exchange, Handle } from "./step.ts";

/** The variables of a path, by their names. */
export type Variables = Readonly<Record<string, string>>;

/** What is served at a path. */
export interface Route {
  /** `/reports/:id` has a variable. */
  readonly path: string;
  /** Every method, or only those that read. */
  readonly methods: "all" | "read";
  handle(exchange: Exchange, variables: Variables): ReturnType<Handle>;
}

/** Sends each request to the first route of its path and method, or to `otherwise`. */
export function router(routes: readonly Route[], otherwise: Handle): Handle {
  const fixed = new Map(
    routes.filter(({ path }) => !path.includes("/:")).map((route) => [route.path, route]),
  );
  const open = routes.filter(({ path }) => path.includes("/:"));
  return async (exchange) => {
    const path = pathOf(exchange.request);
    const known = fixed.get(path);
    if (known !== undefined) {
      return takes(known, exchange.request)
        ? await known.handle(exchange, {})
        : await otherwise(exchange);
    }
    for (const route of open) {
      const variables = variablesIn(route.path, path);
      if (variables !== undefined && takes(route, exchange.request)) {
        return await route.handle(exchange, variables);
      }
    }
    return await otherwise(exchange);
  };
}

function takes({ methods }: Route, { method }: EdgeRequest): boolean {
  return methods === "all" || method === "GET" || method === "HEAD";
}

/** The variables of a path of this form; undefined for another path. */
function variablesIn(form: string, path: string): Variables | undefined {
  const names = form.split("/");
  const parts = path.split("/");
  if (names.length !== parts.length) return undefined;
  const variables: Record<string, string> = {};
  for (const [at, name] of names.entries()) {
    const part = parts[at] ?? "";
    if (!name.startsWith(":")) {
      if (name !== part) return undefined;
    } else if (part === "") return undefined;
    else variables[name.slice(1)] = decoded(part);
  }
  return variables;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
