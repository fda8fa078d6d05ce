import type { ImportSummary } from "../summary.ts";

/** What became of a file in an inbox. */
export type TakenFile =
  & { readonly file: string }
  & (
    | { readonly status: "imported"; readonly summary: ImportSummary }
    /** Its contents were imported before. */
    | { readonly status: "known"; readonly import_id: string }
    | {
      readonly status: "failed";
      readonly error_code: string;
      readonly message: string;
      readonly hint: string | undefined;
    }
  );
