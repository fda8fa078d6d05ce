/** Words that take the place of others: forms of irregular verbs, pronouns and articles. */
const REPLACED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: "an the my our your his her their its this that these those",
    we: "i you he she they it",
    us: "me him them",
    be: "is are was were been being am",
    have: "has had having",
    do: "does did done doing",
    would: "will",
    can: "could",
    go: "goes went gone going",
    come: "came coming",
    take: "took taken",
    eat: "ate eaten",
    leave: "left",
    bring: "brought",
    give: "gave given",
    get: "got gotten getting",
    tell: "told",
    say: "said says",
    make: "made",
    forget: "forgot forgotten",
    keep: "kept",
    feel: "felt",
    pay: "paid",
    sit: "sat sitting",
    stand: "stood",
    lose: "lost",
    find: "found",
    think: "thought",
    throw: "threw thrown",
    send: "sent",
    spend: "spent",
    drink: "drank drunk",
    know: "knew known",
    see: "saw seen",
    run: "ran running",
    break: "broke broken",
    buy: "bought",
    hear: "heard",
    hold: "held",
    mean: "meant",
    smell: "smelt",
    spill: "spilt",
    burn: "burnt",
    spoil: "spoilt",
    swear: "swore sworn",
    wear: "wore worn",
    speak: "spoke spoken",
    choose: "chose chosen",
    drive: "drove driven",
    catch: "caught",
    shake: "shook",
    stick: "stuck",
    steal: "stole stolen",
    grow: "grew grown",
    shrink: "shrank shrunk",
    hide: "hid hidden",
    write: "wrote written",
    fall: "fell fallen",
    fly: "flew flown",
    ring: "rang rung",
    fight: "fought",
    teach: "taught",
    lay: "laid",
    lie: "lied lying",
    nobody: "noone",
  }).flatMap(([base, forms]) => forms.split(" ").map((form) => [form, base])),
);

/** What would lose its meaning without its ending. */
const KEPT: ReadonlySet<string> = new Set(
  "friendly lovely homely only weekly monthly kindly clearly sickly canned early family reply chilly hardly barely nearly costly daily lively shortly lately during evening morning nothing something anything everything anniversary indeed need seed feed speed bed red always this thus menus interest honest rest best guest west request"
    .split(" "),
);

/**
 * A word as the thesaurus compares it: without endings of number, tense, degree and adverbs, so that
 * "dawdled" and "dawdling" are one. It need not be a word any more.
 */
export function baseForm(word: string): string {
  const replaced = REPLACED.get(word);
  if (replaced !== undefined) return replaced;
  if (word.length < 4 || KEPT.has(word)) return word;
  const stem = withoutEnding(word);
  const bare = stem.endsWith("e") && stem.length > 3 ? stem.slice(0, -1) : stem;
  return /([b-df-hj-np-tv-z])\1$/.test(bare) ? bare.slice(0, -1) : bare;
}

const ENDINGS: readonly (readonly [ending: RegExp, instead: string])[] = [
  [/(?<=..)(?:ies|ied|iest|ier|ily)$/, "y"],
  [/(?<=ss|x|z|ch|sh)es$/, ""],
  [/(?<=...)ing$/, ""],
  [/(?<=...)ed$/, ""],
  [/(?<=....)est$/, ""],
  [/(?<=....)ly$/, ""],
  [/(?<=..[^su])s$/, ""],
];

function withoutEnding(word: string): string {
  const found = ENDINGS.find(([ending]) => ending.test(word));
  return found === undefined ? word : word.replace(found[0], found[1]);
}
