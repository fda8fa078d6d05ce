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
  };
  import_coverage: {
    import_id: string;
    location_id: string;
    date: string;
    end_date: string;
    imported_at: InstantText;
    not_recorded: string;
  };
  import_problems: {
    import_id: string;
    line: number;
    field: string;
    reason: string;
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
};
