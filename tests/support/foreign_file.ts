import { DatabaseSync } from "node:sqlite";

/** Makes a file as another program would, without a log beside it. */
export function makeForeignFile(path: string, statements: string): void {
  const database = new DatabaseSync(path);
  database.exec(statements);
  database.close();
}
