import type { InstantText } from "../../../values/clock.ts";
import type { Descriptors } from "./descriptor.ts";
import { CREATED, HOUSE_OR_LOCATION } from "./words.ts";

/** Row types: callers and their calls. */
export interface SecurityTables {
  access_tokens: {
    id: string;
    name: string;
    secret_hash: string;
    role: string;
    locations: string | null;
    created_at: InstantText;
    expires_at: InstantText | null;
    revoked_at: InstantText | null;
  };
  audit_entries: {
    location_id: string;
    sequence: number;
    at: InstantText;
    principal: string;
    method: string;
    target: string;
    arguments_digest: string;
    locations: string;
    row_count: number;
    outcome: string;
    duration_ms: number;
    request_id: string;
    trace_id: string | null;
    hash: string;
    calls: number;
  };
  audit_checkpoints: {
    location_id: string;
    sequence: number;
    hash: string;
    removed_at: InstantText;
  };
  secrets: {
    name: string;
    value: string;
  };
}

/** Callers and their calls. */
export const SECURITY: Descriptors<SecurityTables> = {
  access_tokens: {
    scope: "hidden",
    key: ["id"],
    about: "Tokens with which callers are recognised; the tokens themselves are not stored.",
    columns: {
      id: "Eight capital letters or digits, the part of the token that may be seen.",
      name: "Who or what uses it.",
      secret_hash: "SHA-256 of the secret part.",
      role: "viewer, staff, manager or admin.",
      locations: "The only locations that exist for it, as a JSON list; null for all.",
      created_at: CREATED,
      expires_at: "UTC instant from which it is not valid any more; null for never.",
      revoked_at: "UTC instant at which it was revoked; null while it is not.",
    },
  },
  audit_entries: {
    scope: "hidden",
    key: ["location_id", "sequence"],
    about:
      "Calls in order, a chain of each location and of the house: each is sealed with the one " +
      "before. Entries are only ever added. Repeated reads and refusals share one.",
    columns: {
      location_id: HOUSE_OR_LOCATION,
      sequence: "1, 2, 3 in each chain, without a gap.",
      at: "UTC instant of the call.",
      principal: "Who called.",
      method: "The protocol's method, such as tools/call; audit/chain seals the chain of target, " +
        "audit/prune says up to where it was removed.",
      target: "The tool, resource or prompt.",
      arguments_digest:
        "HMAC-SHA-256 of the arguments with a key in secrets; never they themselves.",
      locations: "Ids of the locations whose rows it touched, as a JSON list.",
      row_count: "How many rows it read and wrote.",
      outcome: "ok, or the error code.",
      duration_ms: "Milliseconds; of a write up to just before its commit.",
      request_id: "The id under which the log has it.",
      trace_id: "The caller's trace; null if it sent none.",
      hash: "SHA-256 over the hash before and this entry.",
      calls: "How many similar calls it stands for, the last of which it describes.",
    },
  },
  audit_checkpoints: {
    scope: "hidden",
    key: ["location_id", "sequence"],
    about: "From where chains of the audit go on after entries were exported and removed.",
    columns: {
      location_id: HOUSE_OR_LOCATION,
      sequence: "The number of the last entry that was removed.",
      hash: "Its hash.",
      removed_at: "UTC instant at which it was removed.",
    },
  },
  secrets: {
    scope: "hidden",
    key: ["name"],
    about: "Keys that the program made for itself.",
    columns: {
      name: "What it is for: arguments_digest.",
      value: "The key, in hexadecimal.",
    },
  },
};
