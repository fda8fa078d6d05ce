/*
 * Whether a guest names a staff member. The name itself is never given out: its owner did not
 * choose to be in a figure.
 */

const ROLE =
  "(?:server|waiter|waitress|bartender|barman|barmaid|barista|host|hostess|manager|owner|chef|sommelier|driver|cashier|supervisor)";
const NAME = "\\p{Lu}[\\p{Ll}’']{1,14}";
/** Capitalised words that are no names. */
const NO_NAMES =
  "(?!(?:The|This|That|We|I|It|He|She|They|My|Our|And|But|Not|No|So|Was|Very|Great|Good|Bad|All|In|On|At|For|With|When|What|Who|Also|Service|Food|Staff|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|June|July|August|September|October|November|December|Christmas|Easter|English|Indian|Italian|Thai|Chinese|French|Mexican|American|British|God|Uber|Deliveroo|Google|Yelp|TripAdvisor)\\b)";

/** What may also begin a sentence that praises: things and roles. */
const NO_SUBJECTS =
  "(?!(?:Parking|Bill|Waiter|Waitress|Server|Bartender|Barista|Host|Hostess|Manager|Owner|Chef|Driver|Courier|Latte|Coffee|Tea|Pizza|Pasta|Burger|Sushi|Steak|Chicken|Fish|Soup|Dessert|Packaging|Delivery|Atmosphere|Ambience|Music|Everything|Everyone|Everybody|Nobody|Friends?|Colleagues?|Dad|Mum|Mom|Drinks?|Cocktails?|Place|Location|Price|Value|Lunch|Dinner|Breakfast|Brunch)\\b)";

const NAMED: readonly RegExp[] = [
  new RegExp(`\\b${ROLE},? (?:was |is |named |called |by the name of )?${NO_NAMES}${NAME}\\b`, "u"),
  new RegExp(`${NO_NAMES}\\b${NAME}(?: was)?,? (?:our|the|my) (?:\\p{Ll}+ )?${ROLE}\\b`, "u"),
  new RegExp(
    `\\b(?:named|called|name was|name is|[Aa]sk for|asked for|[Tt]hanks to|[Tt]hank you,?|[Ss]hout ?out to|[Kk]udos to|[Cc]redit to|[Ss]erved by|[Ll]ooked after by|taken care of by) ${NO_NAMES}${NAME}\\b`,
    "u",
  ),
  new RegExp(
    `(?:^|[.!?,] |\\b(?:and|but|because|when) )${NO_NAMES}${NO_SUBJECTS}${NAME} (?:took (?:great |good )?care of|looked after us|served us|was our|is our|who served|remembered (?:our|my)|recommended|behind the bar|on the bar|greeted us|brought us|went above|was (?:so |very |really )?(?:lovely|friendly|attentive|rude|amazing|fantastic|helpful|brilliant|great|superb|excellent|wonderful|a star|a legend))`,
    "u",
  ),
];

/** Text that is looked through for names. */
const LONGEST = 20_000;

/** Whether a text names a staff member. */
export function staffNamed(text: string): boolean {
  const sample = text.slice(0, LONGEST);
  return NAMED.some((pattern) => pattern.test(sample));
}
