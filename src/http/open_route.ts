/**
 * Something that is served to anybody who has its address, such as a file with a signature in it or
 * a page that shows nothing by itself.
 */
export interface OpenRoute {
  /** A path; `/reports/:id` has a variable. */
  readonly path: string;
  /** @param variables What the path's variables are, by their names. */
  serve(request: Request, variables: Readonly<Record<string, string>>): Promise<Response>;
}
