import { createContext, useContext } from "hono/jsx/dom";
import type { Format } from "./format.ts";
import type { Server } from "../mcp/server.ts";
import type { Words } from "../words/words.ts";

/** A location as `restaurant://locations` has it. */
export interface Place {
  readonly id: string;
  readonly name: string;
  readonly time_zone: string;
  readonly currency: string;
  readonly business_date: string;
}

/** What every part of the view needs: whom to ask, and how to write what comes back. */
export interface Session {
  readonly server: Server;
  /** Whether the caller may use a tool or a resource. */
  may(name: string): boolean;
  readonly places: readonly Place[];
  readonly words: Words;
  readonly format: Format;
  /** Says something to those who listen to the page instead of looking at it. */
  announce(text: string): void;
  /** Hears of calls that gave no answer. */
  onProblem(problem: unknown): void;
  /** Shows an address outside of the view. */
  openLink(url: string): void;
  /** Whether the view is in a chat. */
  readonly isChat: boolean;
}

/** The session of the parts inside. */
export const SessionContext = createContext<Session | null>(null);

/** The session that a part is in. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new TypeError("There is no session around this part.");
  return session;
}

/** A location's name, or its id where that is all that is known. */
export function placeName(
  { places }: Pick<Session, "places">,
  id: string,
  otherwise = id,
): string {
  return places.find((place) => place.id === id)?.name ?? otherwise;
}
