import { defineResource } from "../mcp/resource.ts";
import type { Database, TableMetadata } from "../storage/database.ts";
import { TABLES } from "../storage/schema/tables/index.ts";

/** What is stored, table by table, read from the database itself. */
export const databaseSchema = defineResource({
  name: "database_schema",
  uri: "restaurant://config/database_schema",
  title: "Database schema",
  description: "Every table and column of the restaurant's database with its type and meaning, " +
    "as Markdown. For understanding figures; there is no tool that runs SQL.",
  scope: "operations:read",
  mimeType: "text/markdown",
  async read({ tables, engine }: Pick<Database, "tables" | "engine">) {
    const described = (await tables()).filter(({ name }) => Object.hasOwn(DESCRIPTIONS, name));
    return [
      "# Database schema",
      "",
      `Engine: ${engine}. Money is an integer in minor units (cents), quantities are integers in ` +
      "thousandths, instants are UTC text, dates are business dates, flags are 0 or 1.",
      ...described.flatMap(tableLines),
    ].join("\n");
  },
});

const DESCRIPTIONS: Readonly<
  Record<string, { readonly about: string; readonly columns: Readonly<Record<string, string>> }>
> = TABLES;

function tableLines({ name, columns }: TableMetadata): string[] {
  const description = DESCRIPTIONS[name];
  return [
    "",
    `## ${name}`,
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
