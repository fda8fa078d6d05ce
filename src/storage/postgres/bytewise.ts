import { type KyselyPlugin, RawNode } from "kysely";

/**
 * Lets every text column of a migration sort by its bytes, as on SQLite. The order that a server
 * takes from its language puts capitals elsewhere, and passes over characters that comparisons of
 * ids, dates and cursors rest on.
 */
export const BYTEWISE: KyselyPlugin = {
  transformQuery({ node }) {
    return RawNode.is(node)
      ? RawNode.create(node.sqlFragments.map(bytewise), node.parameters)
      : node;
  },
  transformResult: ({ result }) => Promise.resolve(result),
};

/** A statement that makes columns, with their order said. */
export function bytewise(statement: string): string {
  if (!/^\s*(?:create|alter) table\b/.test(statement)) return statement;
  return statement.replaceAll(/((?:^|\badd column)\s+\w+ text)\b/gm, '$1 collate "C"');
}
