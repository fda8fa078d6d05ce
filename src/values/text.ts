/** Marks that join or vary the characters around them and are nothing by themselves. */
const JOINING = /[\u034f\u200c\u200d\ufe00-\ufe0f\u{e0100}-\u{e01ef}]+/gu;

/** Control characters, marks that turn the direction of a text or hide in it, and no characters. */
const INVISIBLE =
  /[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\ufff9-\ufffb]+/gu;

/** Printable ASCII with single spaces: most texts, and they need no closer look. */
const PLAIN = /^[!-~]*(?: [!-~]+)*$/;

/** A text on one line, without control characters and needless spaces. */
export function visibleText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.normalize("NFC").replaceAll(JOINING, "").replaceAll(INVISIBLE, " ").replaceAll(
    /\s+/gu,
    " ",
  ).trim();
}

/** A visible text of at most `longest` characters; one that was cut ends in an ellipsis. */
export function boundedText(text: string, longest: number): string {
  const visible = visibleText(text);
  if (visible.length <= longest) return visible;
  // Half of a character that takes two places would be left of it.
  return `${visible.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, "").trimEnd()}…`;
}

/** Plain data with every text in it visible; its form stays the same. */
export function visibleValues<Value>(value: Value): Value {
  return isVisible(value) ? value : visible(value) as Value;
}

/** Most data is visible as it is, and needs no copy. */
function isVisible(value: unknown): boolean {
  if (typeof value === "string") return PLAIN.test(value) || visibleText(value) === value;
  if (typeof value !== "object" || value === null) return true;
  return Object.values(value).every(isVisible);
}

function visible(value: unknown): unknown {
  if (typeof value === "string") return visibleText(value);
  if (Array.isArray(value)) return value.map(visible);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, visible(member)]),
  );
}

/** Plain data as JSON with every text in it visible: what leaves the program for models to read. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(
    value,
    (_name, member) => typeof member === "string" ? visibleText(member) : member,
  );
}
