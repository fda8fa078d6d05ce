import { z } from "zod";
import { defineResource, defineTemplate } from "../mcp/resource.ts";
import type { Database, TableMetadata } from "../storage/database.ts";
import { TABLES } from "../storage/schema/schema.ts";

/** What is stored, table by table, read from the database itself. */
export const databaseSchema = defineResource({
  name: "database_schema",
  uri: "restaurant://config/database_schema",
  title: "Database schema",
  description:
    "Every table of the restaurant's database and what it holds, as Markdown; its columns " +
    "are at restaurant://config/database_schema/{table}. There is no tool that runs SQL.",
  scope: "operations:read",
  mimeType: "text/markdown",
  async read({ tables, engine }: Pick<Database, "tables" | "engine">) {
    const described = (await tables()).filter(({ name }) => Object.hasOwn(DESCRIPTIONS, name));
    return [
      "# Database schema",
      "",
      `Engine: ${engine}. Money is an integer in minor units (cents), quantities are integers in ` +
      "thousandths, instants are UTC text, dates are business dates, flags are 0 or 1.",
      "",
      ...described.map(({ name }) => `- ${name}: ${DESCRIPTIONS[name]?.about ?? ""}`),
    ].join("\n");
  },
});

/** The columns of one table, read from the database itself. */
export const databaseTable = defineTemplate({
  name: "database_table",
  uriTemplate: "restaurant://config/database_schema/{table}",
  title: "Database table",
  description: "Every column of one table with its type and meaning, as Markdown.",
  scope: "operations:read",
  mimeType: "text/markdown",
  variable: z.string().regex(/^[a-z_]{1,60}$/, "A table has a name in small letters."),
  complete: (written) =>
    Promise.resolve(Object.keys(DESCRIPTIONS).filter((name) => name.startsWith(written))),
  async read(name, { tables }: Pick<Database, "tables">) {
    if (!Object.hasOwn(DESCRIPTIONS, name)) return undefined;
    const table = (await tables()).find((table) => table.name === name);
    return table === undefined ? undefined : tableLines(table).join("\n");
  },
});

const DESCRIPTIONS: Readonly<
  Record<string, { readonly about: string; readonly columns: Readonly<Record<string, string>> }>
> = TABLES;

function tableLines({ name, columns }: TableMetadata): string[] {
  const description = DESCRIPTIONS[name];
  return [
    `# ${name}`,
    "",
    description?.about ?? "",
    "",
    "| column | type | meaning |",
    "| --- | --- | --- |",
    ...columns.map((column) => {
      const type = `${column.dataType.toLowerCase()}${column.isNullable ? "" : " not null"}`;
      return `| ${column.name} | ${type} | ${description?.columns[column.name] ?? ""} |`;
    }),
  ];
}
