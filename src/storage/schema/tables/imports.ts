import type { InstantText } from "../../../values/clock.ts";
import type { Descriptors } from "./descriptor.ts";

/** Row types: what was imported, and what was not. */
export interface ImportsTables {
  imports: {
    id: string;
    file_name: string;
    format: string;
    started_at: InstantText;
    rows_read: number;
    rows_taken: number;
    rows_skipped: number;
    rows_quarantined: number;
    summary: string | null;
    digest: string | null;
    undone_at: InstantText | null;
  };
  import_coverage: {
    import_id: string;
    location_id: string;
    date: string;
    end_date: string;
    imported_at: InstantText;
    not_recorded: string;
  };
  import_changes: {
    import_id: string;
    position: number;
    subject: string;
    row_key: string;
    before: string | null;
    after: string | null;
  };
  import_problems: {
    import_id: string;
    line: number;
    field: string;
    reason: string;
  };
  unpublished_rows: {
    table_name: string;
    id: string;
  };
}

/** What was imported, and what was not. */
export const IMPORTS: Descriptors<ImportsTables> = {
  imports: {
    scope: "hidden",
    key: ["id"],
    about: "Files that were imported; rows read = taken + skipped + quarantined.",
    columns: {
      id: "Eight capital letters or digits.",
      file_name: "Name of the file without its folder.",
      format: "Format it was read as.",
      started_at: "UTC instant at which the import started.",
      rows_read: "Rows in the file.",
      rows_taken: "Rows that went in.",
      rows_skipped: "Rows that were known already or are not sales.",
      rows_quarantined: "Faulty rows that were left out.",
      summary: "What the import said, as JSON; null of imports by older versions.",
      digest: "SHA-256 of the file, in hexadecimal; null if it did not come through an inbox.",
      undone_at: "UTC instant at which it was taken back; null while it stands.",
    },
  },
  import_coverage: {
    scope: "own",
    key: ["import_id", "location_id"],
    about: "Which days of a location a sales import covers, and what its file lacks.",
    columns: {
      import_id: "The import.",
      location_id: "The location.",
      date: "First business date it covers.",
      end_date: "Last one.",
      imported_at: "UTC instant of the import: of a day that was not over it knows the beginning.",
      not_recorded: "What the file has no column for, such as guests or tips, separated by blanks.",
    },
  },
  import_changes: {
    scope: "hidden",
    key: ["import_id", "position"],
    about: "What an import changed, so that it can be taken back.",
    columns: {
      import_id: "The import.",
      position: "Place among its changes, from 1.",
      subject:
        "The table of a row; or of several orders or refunds, and whether they are new or seen.",
      row_key: "The key of the row, as JSON; empty if it is several.",
      before: "What was there before, as JSON; null if nothing was.",
      after: "What is there after it, as JSON; null if nothing is.",
    },
  },
  import_problems: {
    // Without a primary key: a line of a file has one problem.
    scope: "hidden",
    key: ["import_id", "line", "field", "reason"],
    about: "Rows that an import left out, and why.",
    columns: {
      import_id: "The import.",
      line: "Line of the file, from 1.",
      field: "Column at fault; empty if it is the whole row.",
      reason: "What was wrong.",
    },
  },
  unpublished_rows: {
    scope: "hidden",
    key: ["table_name", "id"],
    about: "Rows of an import that has not ended: until it has, they do not exist for anyone.",
    columns: {
      table_name: "The table of the row.",
      id: "Its id there.",
    },
  },
};
