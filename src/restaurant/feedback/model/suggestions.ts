import type { Alert, JudgedIssue, Suggestion } from "./analysis.ts";
import type { AlertKind } from "./alert_patterns.ts";
import { PRIORITIES, SUB_ISSUES } from "./sub_issues.ts";

/** What to do at once about an alert. */
const ALERT_ACTIONS: Readonly<Record<AlertKind, string>> = {
  illness:
    "Call the guest today, record the claim with date and dishes, hold a sample of what is left, and check logs of temperature and staff sickness.",
  allergen:
    "Call the guest today, find out what was served and said, and check allergen matrix, labels and cross-contact on that station before the next service.",
  foreign_object:
    "Record it with the item if it was kept, stop the batch, and check the station, packaging and equipment that it can come from.",
  injury:
    "Record it in the accident book, call the guest, make the spot safe before the next service, and tell the insurer.",
  discrimination:
    "Have the owner call the guest today, hear the staff concerned, and write down both accounts.",
  billing:
    "Check receipt and card payments against the order, refund any difference today, and tell the guest when it arrives.",
};

/** What to do, alerts first, each once, with the words that support it. */
export function suggest(alerts: readonly Alert[], issues: readonly JudgedIssue[]): Suggestion[] {
  const urgent = alerts.map(({ kind, quote }): Suggestion => ({
    aspect: null,
    about: kind,
    priority: "urgent",
    action: ALERT_ACTIONS[kind],
    because: quote,
  }));
  const ordinary = [...firstOfEach(issues)].map(({ id, quote }): Suggestion[] => {
    const issue = SUB_ISSUES.find((candidate) => candidate.id === id);
    if (issue === undefined) return [];
    const { aspect, priority, action } = issue;
    return [{ aspect, about: id, priority, action, because: quote }];
  }).flat().sort((left, right) => rank(left) - rank(right));
  return [...urgent, ...ordinary];
}

function rank({ priority }: Suggestion): number {
  return PRIORITIES.indexOf(priority);
}

function firstOfEach(issues: readonly JudgedIssue[]): Iterable<JudgedIssue> {
  const found = new Map<string, JudgedIssue>();
  for (const issue of issues) if (!found.has(issue.id)) found.set(issue.id, issue);
  return found.values();
}
