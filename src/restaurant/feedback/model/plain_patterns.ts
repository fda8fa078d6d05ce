import type { AlertKind } from "./alert_patterns.ts";

/*
 * Rules on top of the model, which was not trained with them: they can change without retraining it
 * (raise RULES_VERSION). They run over words like the patterns of alert_patterns.ts. Every gap is
 * bounded, and with it the cost of a sentence.
 */

const SOMEBODY =
  "(?:me|us|him|her|them|(?:my|our|his|her) (?:\\w+ )?(?:wife|husband|partner|girlfriend|boyfriend|friends?|mum|mom|mother|dad|father|parents?|son|daughter|kids?|child|children|baby|toddler|brother|sister|gran|grandma|grandad|grandmother|grandfather|aunt|uncle|family|guests?|colleagues?|boss))";
const ILL =
  "(?:sick|ill|unwell|poorly|nauseous|queasy|food ?poison\\w*|vomit\\w*|throw(?:ing)? up|threw up|diarr?h?oea|diarrhea|cramps|stomach (?:\\w+ )?(?:cramps?|pains?|ache|upset|problems?))";
const ALLERGEN =
  "(?:nuts?|peanuts?|walnuts?|almonds?|cashews?|hazelnuts?|pistachios?|pecans?|gluten|wheat|flour|breadcrumbs|croutons?|dairy|milk|cream|butter|cheese|yogh?urt|eggs?|mayo|mayonnaise|sesame|tahini|soya?|shellfish|shrimps?|prawns?|crab|lobster|fish|mustard|celery)";
const ALLERGIC = "(?:allerg\\w+|intoleran\\w+|coeliac\\w*|celiac\\w*)";
const GROUP =
  "(?:black|brown|white|asian|indian|chinese|japanese|korean|african|arab|muslim|jewish|hindu|sikh|gay|lesbian|trans|queer|disabled|deaf|blind|elderly|foreign\\w*|pregnant|autistic|immigrants?|irish|polish|mexican|latino|latina|hispanic|aboriginal|indigenous|pakistani|turkish|roma|romani|jews|muslims|(?:in|using) a wheelchair)";
const TRAIT =
  "(?:accent|english|hijab|headscarf|turban|niqab|burqa|kippah|sari|skin|race|colour|color|religion|faith|nationality|ethnicity|disability|wheelchair|guide dog|service dog|assistance dog|stutter|stammer|sexuality|gender|age)";
const BODY =
  "(?:hands?|fingers?|thumb|arms?|legs?|knees?|ankles?|wrists?|hip|back|head|forehead|face|cheek|mouth|lips?|tongue|gums?|throat|tooth|teeth|molar|crown|filling|foot|feet|toes?|shoulder|elbow|nose|eyes?|eyebrow|skin|lap|thighs?|chest|chin|ribs?|neck|collarbone|tailbone)";
/** Where the seriously ill are taken, and those who come for them. */
const EMERGENCY =
  "(?:hospital|emergency (?:room|department|services|ward|doctor)|er|a & e|urgent care|casualty|ambulance|paramedics?)";
/** What follows "after" if something eaten is blamed. */
const EATEN =
  "(?:\\w+ ){0,3}(?:eating|eaten|ate|dining|dinner|lunch|breakfast|brunch|supper|bites?|mouthfuls?|oysters?|mussels?|clams?|prawns?|shrimps?|seafood|" +
  "scallops?|food|meal|dish|soup|salad|curry|rice|burger|pizza|pasta|kebab|sushi|steak|chicken|fish|beef|lamb|pork|meat|eggs|starter|main|dessert|cake|takeaway)";
const STAFF =
  "(?:bouncers?|security|guards?|door ?m[ae]n|managers?|owners?|waiters?|waitress(?:es)?|servers?|bartenders?|barm[ae]n|hosts?|hostess|chefs?|cooks?|drivers?|staff|employees?|customers?|guests?|drunks?|punters?)";
const SEAT = "(?:chair|stool|bench|seat|high ?chair|booth)";
const OBJECT =
  "(?:hairs?|insects?|bugs?|fly|flies|cockroach\\w*|roach\\w*|ants?|maggots?|worms?|weevils?|slugs?|snail|caterpillar|spider|beetle|moth|wasp|mouse|rat|droppings|glass|plastic|metal|wire|screws?|nails?|bolt|staples?|needle|pin|string|thread|rubber band|elastic band|band ?aid|plaster|bandage|stones?|pebbles?|grit|wood|splinter|toothpick|paper|cardboard|cling ?film|foil|sticker|glove|fingernail|tooth|button|eggshell|shards?|cigarette|earring|coin|sponge|bristles?|wet wipe|tissue)";
const OF_OBJECT =
  "(?:(?:a|an|the|some|another|one|two|three|several|long|short|black|blonde?|grey|brown|curly|human|dead|live|living|big|large|small|huge|tiny|little|piece|pieces|bit|bits|chunk|shards?|slivers?|lump|strand|of|hard|sharp|used|old|blue|rusty|broken|metal|plastic|and|actual|whole|someone|somebody) ){0,6}";
const DISH =
  "(?:food|meal|dish|plate|bowl|soup|salad|lettuce|curry|korma|bhuna|masala|rice|burger|cheeseburger|guacamole|coleslaw|mash|mousse|crumble|scone|waffles?|pancakes?|spring rolls?|pizza|pasta|spaghetti|lasagne|risotto|noodles?|ramen|pho|kebab|wrap|taco|tacos|burrito|bread|roll|bun|sandwich|toast|pie|cake|cheesecake|brownie|tiramisu|dessert|pudding|ice cream|sauce|gravy|stew|chilli|chili|dal|biryani|drink|beer|wine|coffee|tea|latte|cocktail|juice|smoothie|water|milkshake|steak|chicken|fish|beef|lamb|pork|meat|sausage|omelette|eggs|breakfast|starter|main|takeaway|chips|fries|veg|vegetables|sushi|paella|quiche|croissant|muffin|porridge|dumplings?|hummus|dip|fattoush|tabbouleh|clafoutis|fishcakes?|nachos|poppadoms?|naan|roti|dosa|idli|samosas?|ketchup|ice|jug|cup|pot|bag)";
/** Words allowed between a negation and what it denies ("not one of us got"). */
const DENIED =
  "(?:nobody|no one|none|no|not|never|without|neither|zero|hardly) (?:(?:a|an|any|anyone|anybody|of|us|in|our|my|the|party|group|family|me|one|even|once|single|get|gets|got|getting|be|been|being|is|was|were|did|will|have|has|had|having|feel|felt|feeling|fall|fell|become|became|make|made|makes|case|cases|bad|allergic|find|found|there|more|yet) ){0,5}";

/** Plain claims; one match raises the alert regardless of the model. */
export const PLAIN_CLAIMS: Readonly<Record<AlertKind, RegExp>> = {
  illness: joined([
    "food ?poison(?:ing|ed)|poisoned (?:me|us|him|her|my|our)|(?:got|had|caught|have|has|was|it was|confirmed|with) (?:\\w+ ){0,2}(?:salmonella|norovirus|e ?coli|listeria|campylobacter|gastroenteritis)",
    `(?:got|getting|fell|fallen|became|been|felt|feeling|was|were|am|is|are|went|violently|made ${SOMEBODY}|makes ${SOMEBODY}) (?:\\w+ ){0,2}(?:sick|ill|unwell|poorly|nauseous) (?:\\w+ ){0,2}(?:after (?!hearing|seeing|smelling)|ever since|since|from (?:the|your|that|their|this|eating)|all night|the (?:next|whole|following)|for (?:\\w+ ){0,2}(?:days?|hours|nights?|week)|because of (?:the|your|their))`,
    `(?:after|since) (?:\\w+ ){0,7}(?:got|fell|was|were|felt|been|became|am|are) (?:\\w+ ){0,2}(?:sick|ill|unwell|poorly|nauseous)`,
    "(?:chicken|prawns?|shrimps?|oysters?|mussels?|clams?|seafood|fish|sushi|burger|pork|meat|rice|food|meal|eggs?|salad|kebab|soup|sauce|dish) (?:\\w+ ){0,3}(?:made|gave|left) (?:\\w+ ){1,4}(?:sick|ill|unwell|vomiting|diarr?h?oea|diarrhea|cramps)",
    `(?:vomit(?:ed|ing)|threw up|throwing up|thrown up|puk(?:ed|ing)|diarr?h?oea|diarrhea|stomach (?:\\w+ )?(?:cramps?|pains?|ache)) (?:\\w+ ){0,8}(?:after|all night|since|from|within|because|hours?|the (?:next|whole|following))`,
    "(?:after|since|hours? later|next (?:day|morning)|that night|all night) (?:\\w+ ){0,8}(?:vomit(?:ed|ing)|threw up|throwing up|puk(?:ed|ing)|diarr?h?oea|diarrhea|stomach (?:\\w+ )?(?:cramps?|pains?))",
    "(?:spent|up) (?:\\w+ ){0,6}(?:on the toilet|in the (?:toilet|bathroom|loo)|over the toilet|hugging the toilet)",
    "(?:ended up|landed|hospitali[sz]ed|admitted|rushed) (?:\\w+ ){0,4}(?:after|from|because of) (?:\\w+ ){0,3}(?:eating|your|the (?:chicken|prawns?|oysters?|mussels?|food|meal|seafood|fish|rice|sushi))",
    "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday) (?:\\w+ ){0,2}(?:i|we) (?:was|were|spent it) (?:\\w+ )?(?:ill|sick)(?! (?:so|and had to cancel))|sick (?:for|within) (?:\\w+ )?(?:hours?|days?)",
    `(?:made|makes|left) ${SOMEBODY} (?:\\w+ )?(?:sick|ill|unwell|poorly)(?! (?:to|when|how|that|just|of|with|at))|pull(?:ed)? over (?:\\w+ ){0,6}to be sick`,
    "(?:people|of us|staff|guests|residents|kids|children|family|office|party|table) (?:\\w+ ){0,4}(?:off sick|were (?:\\w+ )?(?:ill|sick|poorly)|was (?:\\w+ )?(?:ill|sick)) (?:the|by|within|after|that|on|since)|(?:hospital|a & e) (?:\\w+ ){0,4}(?:overnight|on a drip) (?:\\w+ ){0,6}(?:after|from|because|name of)",
    "food po\\w{0,3}s\\w{0,4}ning|gastro (?:for|after|from|thanks)|(?:could|can|did|able|have|has) (?:not |to )?(?:been able to )?(?:keep|kept) (?:\\w+ ){0,3}down (?:since|for|after|until)|not been right since|crook (?:as|for|all|since)",
    "(?:stomach|guts?|insides|belly|tummy) (?:\\w+ ){0,3}(?:on fire|in bits|in knots|in agony|in pieces) (?:\\w+ ){0,3}(?:since|after|all|and|from)|(?:loose motions?|the runs|the trots|the squits) (?:\\w+ ){0,3}(?:after|since|from|within|all|for)",
    "(?:night|evening|weekend|day|days|hours) (?:\\w+ ){0,3}(?:on|over|in) (?:the|my|our) (?:bathroom (?:floor|tiles)|toilet)|(?:on|taking turns (?:on|in|at)) the (?:bathroom|toilet|loo) (?:\\w+ ){0,3}(?:all night|since|until|till|by|from)",
    `(?:go|goes|going|went|taken|took|taking|rushed|drove|driven|trip|visit|ended up|landed|admitted|call|called|calling|need|needed|come|came|spent) (?:(?!past|by|near|opposite)\\w+ ){0,8}${EMERGENCY} (?:(?!not|never)\\w+ ){0,6}(?:after|from|because of|thanks to) ${EATEN}`,
    `(?:paramedics?|ambulance) (?:had to |was |were )?(?:come|came|called|sent|needed|take|took) (?:\\w+ ){0,8}(?:after|because of|from) ${EATEN}`,
    `after ${EATEN} (?:\\w+ ){0,10}(?:ended up|landed|rushed|taken|had to (?:go|call)|went|needed) (?:\\w+ ){0,4}${EMERGENCY}`,
    `(?:passed out|fainted|collapsed|blacked out|lost consciousness) (?:(?:cold|right|at|the|table|in|toilet|bathroom|car|soon|shortly|just|straight|an|hour|hours|minutes|few|two|ten|twenty|and|was|sick) ){0,5}(?:after|from|because of) ${EATEN}`,
    "^(?:then |and |afterwards )?(?:i|we|he|she|they|both of us|all of us) (?:was|were|got|fell|became) (?:\\w+ ){0,2}(?:ill|sick|unwell|poorly) ?$",
  ]),
  allergen: joined([
    `${ALLERGIC} (?:\\w+ ){0,14}(?:had|having|got|suffered|went into|caused|triggered|gave) (?:\\w+ ){0,3}(?:reaction|anaphyla\\w*|hives|rash)`,
    `${ALLERGIC} (?:\\w+ ){0,14}(?:epi ?pen|er|hospital|emergency room|ambulance|a & e|swelled|swollen|swelling|hives|could not breathe|reacted badly)`,
    "(?:had|having|suffered|got|caused|triggered|gave) (?:\\w+ ){0,3}(?:allergic|anaphylactic) (?:reaction|shock)|(?:went|going|goes) into anaphyla\\w*|(?:broke|broken|breaking|came|come|coming) out in (?:\\w+ ){0,3}(?:hives|rash(?! of)|welts)|covered in (?:\\w+ )?(?:hives|welts|rash)|(?:had|got) hives",
    "throat (?:\\w+ ){0,3}(?:swell\\w*|swelled|swollen|clos(?:ed|ing)|tightened|itched|itching)|(?:lips?|tongue|face|eyes?|mouth) (?:\\w+ ){0,3}(?:swell\\w*|swelled|swollen|puffed up|(?:went|was|were) numb)|(?:swollen|swelling) (?:\\w+ )?(?:lips?|tongue|face|throat|eyes)",
    "(?:use|used|using|needed|need|inject\\w*) (?:\\w+ ){0,4}epi ?pens?|epi ?pen (?:\\w+ ){0,3}(?:used|needed|came out)",
    `${ALLERGIC} (?:\\w+ ){0,12}(?:still|anyway) (?:\\w+ ){0,3}(?:put|puts|served|gave|brought|got|had|came|contained|was|were|found|added|used) (?:\\w+ ){0,6}${ALLERGEN}`,
    `${ALLERGIC} (?:\\w+ ){0,10}(?:there (?:was|were)|contained|had) (?:(?!no|not|any|never)\\w+ ){0,2}${ALLERGEN} (?:\\w+ )?(?:in|on|inside)(?: (?:it|my|her|his|the|our|them))?`,
    `${ALLERGIC} (?:\\w+ ){0,10}(?:found|served|gave|given|brought|got|sent) (?:\\w+ ){0,4}(?:(?:normal|regular|ordinary|wheat) (?:bread|pasta|beer|flour|milk|bun|pizza|roll)|${ALLERGEN} (?:in|on) (?:it|my|her|his|the|our))`,
    `${ALLERGIC} (?:and|so) (?:i |he |she |they )?(?:was|were|got|became|has been|have been|is|are) (?:\\w+ ){0,2}(?:sick|ill|unwell) (?:for|after|since|all|from)`,
    "(?:gluten|dairy|nut|egg|lactose|wheat|soya?) free (?:\\w+ ){0,10}(?:reacted|had a reaction|got (?:\\w+ )?(?:sick|ill)|made (?:\\w+ ){1,3}(?:sick|ill))",
    `(?:ignored|forgot|dismissed|disregarded|laughed at|joked about|overlooked|not take|did not take) (?:\\w+ ){0,3}${ALLERGIC}`,
    `${ALLERGIC} (?:\\w+ ){0,4}(?:was|were|is|got) (?:\\w+ )?(?:ignored|forgotten|overlooked|laughed at|not taken|dismissed)`,
    "(?:i was|got|been|were|was|he was|she was) glutened",
    `${ALLERGIC} (?:\\w+ ){0,3}(?:got|given|served|brought|had|ate|fed) (?:(?!no|not|any|never|great|lovely|good)\\w+ ){0,3}${ALLERGEN} (?:in|instead|anyway|on|sauce|dressing|soup)`,
    "anaphyla\\w+ (?:(?:right|there|and|then|soon|shortly|just|minutes|within) ){0,3}(?:at (?:the|our) table|after|from|in the (?:restaurant|car)|because of|thanks to|minutes)|^anaphyla\\w+ ?$",
  ]),
  foreign_object: joined([
    `(?:found|find|finding|discovered|spotted|pulled|fished|picked|bit (?:into|on|down on)|swallowed|there was|there were|got|had|came with|served with|with) (?:out )?${OF_OBJECT}${OBJECT} (?:(?!chips?|bowl|oven|baked|roll|free|wrapped)\\w+ ){0,3}(?:in|inside|into|out of|on|under|floating|mixed|baked) (?:\\w+ ){0,3}${DISH}`,
    `(?:hairs?|insects?|bugs?|dead (?:fly|bug|wasp|spider)|cockroach\\w*|roach|maggots?|worms?|slug|caterpillar|shards?|pieces? of (?:plastic|glass|metal|wood|wire)|screw|staple|band ?aid|fingernail) (?:\\w+ ){0,3}(?:in|inside|floating in|crawling (?:in|on|through|over)|baked into|on top of) (?:my|our|his|her|the|your|a|his|every) (?:\\w+ )?${DISH}`,
    "(?:bit|bite|biting|crunched|chewed) (?:into|on|down on) (?:what (?:(?:i|turned|out|to|be|we|thought|was|is|only|can|describe|as) ){1,8})?(?:(?:a|an|some|hard|sharp|small|big|piece|bit|of) ){0,5}(?:stone|pebble|glass|plastic|metal|wire|screw|staple|wood|nail)",
    "hairs? (?:\\w+ ){0,4}(?:wrapped|wound|tangled|baked|cooked|woven|knotted) (?:\\w+ ){0,2}(?:my|our|his|her|the|fork|into|in|through)",
    `(?:piece|bit|chunk|shard|sliver|strip|lump|fragment|splinter)s? of (?:\\w+ ){0,3}(?:glass|plastic|metal|wire|wood|tape|packaging|cling film|rubber|foil|ceramic|china|stone|rope|glove) (?:\\w+ ){0,5}(?:in|into|inside|between|under|through) (?:\\w+ ){0,3}${DISH}`,
    `(?:piece|bit|chunk|shard|sliver|strip|lump|fragment|splinter)s? of (?:\\w+ ){0,2}(?:glass|plastic|metal|wire|wood|ceramic) (?:\\w+ ){0,4}(?:my|his|her|our) (?:mouth|teeth|tongue|throat|gums?|plate|food|drink|ice)`,
    "(?:tooth|molar|filling|crown) (?:\\w+ ){0,3}on (?:a|an|some) (?!olive)(?:\\w+ ){0,2}(?:stone|pebble|piece of (?:metal|glass|plastic)|screw)|contained a (?:piece|bit|shard|chunk|sliver) of",
    `(?:spat|spit|coughed|pulled|fished|picked|tugged) (?:\\w+ ){0,2}(?:out|up) ${OF_OBJECT}${OBJECT}`,
    "(?:pulled|spat|fished|picked|tugged|removed) (?:a|an|some|two|three|several) (?:\\w+ ){0,4}(?:hairs?|wire|string|staple|plaster|band ?aid|screw|glass|plastic|insect|worm|maggot|slug|bone china|rubber band|line|nail) (?:\\w+ ){0,2}(?:out|from|off)",
    "hairs? (?:\\w+ ){0,8}(?:in|between|down) (?:my|his|her) (?:mouth|throat|teeth)|(?:thing|it|something|raisin|peppercorn|seed|cardamom|olive|topping|sprinkle) (?:\\w+ ){0,4}(?:had|with|has|grew) (?:\\w+ )?(?:legs|wings|antennae)",
    "(?:maggots?|worms?|weevils?|larvae|insects?|cockroach(?:es)?|bugs?|ants|beetles?|slugs?|earwigs?) (?:\\w+ ){0,4}(?:in|inside|on) (?:the|my|our|his|her|a|every) (?:\\w+ ){0,2}(?:rice|salad|lettuce|dal|flour|soup|noodles?|curry|food|plate|broccoli|corn|cauliflower|spinach|rocket|lentils?|burger|sandwich|jamun|lassi|drink|dessert|cake|bread)",
  ]),
  injury: joined([
    `(?:slipped|slipping|tripped|fell|fallen|tumbled|skidded) (?:\\w+ ){0,9}(?:broke|broken|sprain\\w*|fractur\\w*|hurt|hurting|twisted|injur\\w*|bruis\\w*|hit|cut|banged|landed on|smashed|cracked|grazed) (?:\\w+ ){0,3}${BODY}`,
    "(?:slipped|tripped|fell|fallen) (?:over |down )?(?:on|over|down|off|because of) (?:(?:the|a|an|some|your|their|this|wet|loose|broken|uneven|icy|slippery|greasy|dirty|unmarked|hidden|trailing|freshly|mopped|kitchen|bathroom|toilet|front|entrance) ){1,5}(?:floor|step|steps|stairs|tile|tiles|carpet|rug|cable|mat|ramp|ice|puddle|kerb|curb|entrance|oil|water)",
    `(?:broke|fractured|sprained|twisted|chipped|cracked|burned|burnt|scalded|gashed|sliced|bruised|injured|cut) (?:(?:my|his|her|our|their|both|one|of|front|back|left|right|two|son|daughter|wife|husband|little|whole) ){1,4}${BODY}`,
    "got (?:cut|burned|burnt|scalded) (?:\\w+ )?(?:by|on|from) (?:\\w+ ){0,3}(?:plate|glass|cup|bowl|knife|edge|chair|table|metal|soup|coffee|tea|oil|pan|steam)|(?:broke|chipped|cracked|lost) (?:a |half a |part of a )(?:\\w+ )?(?:tooth|molar|crown|filling|finger|bone|rib|toe)",
    "(?:spilled|spilt|poured|dropped|tipped|threw) (?:\\w+ ){0,4}(?:hot|boiling|scalding) (?:\\w+ ){1,3}(?:on|over|down|onto|into|in) (?:\\w+ ){0,2}(?:me|us|him|her|my|our|his|lap|legs?|arms?|hands?|back|baby)",
    `${SEAT} (?:\\w+ ){0,2}(?:broke|collapsed|gave way|snapped|tipped over) (?:\\w+ ){0,4}(?:under|beneath|and (?:i|he|she|we|they|my \\w+) (?:fell|hit|landed|hurt|went)|i fell)`,
    `(?:shelf|sign|lamp|light|fitting|tile|ceiling|menu board|umbrella|parasol|picture|mirror|speaker|plate|tray|door|heater|tv|branch) (?:\\w+ ){0,3}(?:fell|falling|dropped|came down|crashed|slammed|hit) (?:\\w+ ){0,4}(?:${BODY}|me|him|her|us)`,
    "(?:needed|need|got|required|had|have) (?:(?!in )\\w+ ){0,3}stitches|(?:second|third|2nd|3rd) degree burns?|concussion",
    "choked on (?:a|the|an|some) (?:\\w+ ){0,3}(?:bone|plastic|piece|pit|stone|shell)",
    `(?:slipped|tripped|fell|went (?:down|flying|over|straight through)|spilled|spilt|dropped|tipped|collapsed|caught|trapped|scalded|burnt|burned) (?:\\w+ ){0,16}(?:stitches|blister\\w*|x ?ray|crutches|fractur\\w+|concuss\\w+|ambulance|a & e|casualty|sprain\\w*|broken (?:wrist|arm|leg|ankle|hip|elbow|collarbone|nose|finger|toe|rib))`,
    `dropped (?:\\w+ ){1,4}on (?:my|his|her|our) (?:\\w+ )?(?:foot|feet|toes?|head|hand|arm|leg|lap|shoulder)|(?:caught|hit|struck|smacked|got|clipped) (?:me|him|her|us|my (?:\\w+ )?\\w+) (?:\\w+ ){0,2}(?:on|in|across) the (?:\\w+ )?${BODY}`,
    "(?:hot|boiling|scalding) (?:\\w+ )?(?:oil|tea|coffee|water|soup|fat|gravy|chocolate|sauce) (?:\\w+ ){0,6}(?:onto|over|on|down|all over) (?:my|his|her|our) (?:\\w+ )?(?:lap|arms?|legs?|hands?|back|chest|thighs?|wrist|face|neck)|(?:now|since|still) (?:\\w+ ){0,5}on crutches",
    "(?:tailbone|wrist|elbow|ankle|collarbone|hip|finger|toe|nose|shoulder|molar|tooth|crown) (?:is |was |has |has been |got )?(?:cracked|broken|fractured|chipped|dislocated)|cut lip|black eye",
    "(?:trapped|caught|shut|crushed|jammed) (?:my|his|her|our) (?:\\w+ ){0,3}(?:fingers?|hand|thumb|toes?|foot) (?:in|under|between|on)",
    "(?:set fire to|singed|set alight) (?:my|his|her|our) (?:\\w+ )?(?:hair|sleeve|scarf|arm|hand|jacket|dress|eyebrows?)|set (?:my|his|her) (?:\\w+ )?(?:hair|sleeve|scarf|dress|jacket) (?:on fire|alight)",
    "bone (?:\\w+ ){0,6}(?:stuck|lodged) (?:\\w+ ){0,2}(?:in )?(?:my|his|her|\\w+) throat|(?:stuck|lodged) in (?:\\w+ ){1,5}throat|tetanus|bled all over|(?:burn|scald|gash|lump|bruise)s? (?:\\w+ ){0,3}(?:inch(?:es)?|cm|like an egg|on (?:my|his|her))",
    `${STAFF} (?:\\w+ ){0,2}(?:punched|slapped|shoved|groped|assaulted|attacked|headbutted|strangled|choked|manhandled|molested|spat (?:at|on)|kicked) ${SOMEBODY}(?! (?:out|off|with))`,
    `${STAFF} (?:\\w+ ){0,2}(?:grabbed|pushed|dragged|threw) ${SOMEBODY} (?:and (?:pushed|shoved|threw|dragged|shook)|by the|from behind|against|over|hard|across|to the (?:floor|ground)|down the|out of the|into the (?:wall|street|table|door))`,
    `${STAFF} (?:\\w+ ){0,2}(?:grabbed|pushed|twisted|touched|squeezed|pinched|slapped) (?:my|our|his|her) (?:(?:\\w+ ){0,2}${BODY}|bum|bottom|arse|ass|breasts?|bra|waist)`,
    "(?:was|were|been|got) (?:(?!not|never)\\w+ )?(?:assaulted|groped|punched(?! in)|molested|manhandled|beaten up|headbutted|sexually harassed|spat at)|physically (?:assaulted|attacked|threatened|removed|dragged|pushed|restrained)",
    `(?:was|were|been|got) (?:\\w+ )?(?:attacked|slapped|grabbed|pushed|shoved|kicked|dragged|hit|threatened) (?:\\w+ ){0,2}by (?:a|an|the|one of the|your|their|his|two|three) (?:\\w+ )?${STAFF}`,
  ]),
  discrimination: joined([
    "(?:racist|racism|racists|racially|homophobic|homophobia|transphobic|sexist|antisemitic|islamophobic|xenophobic|misogynist(?:ic)?|ableist|discriminated)|racial (?:slurs?|comments?|jokes?|profiling|abuse|remarks?)",
    "(?:used|called|shouted|said|yelled|muttered|screamed|threw) (?:\\w+ ){0,4}(?:slurs?|the (?:n|and) word)|slurs? (?:\\w+ ){0,3}(?:at|against|about|for) (?:me|us|him|her|my|our)",
    `(?:mock\\w*|made fun of|making fun of|laughed at|laughing at|imitat\\w*|mimick\\w*|insulted|jokes? about|joked about|comments? about|remarks? about|commented on) (?:my|our|his|her|their) (?:\\w+ ){0,2}${TRAIT}s?`,
    "(?:deaf|blind|autistic|disabled|muslim|sikh|black|gay|trans|chinese|indian) (?:\\w+ ){0,3}(?:was|were|got) (?:\\w+ )?(?:mimick\\w*|mock\\w*|laughed at|refused|turned away|insulted|called)",
    `(?:refused|(?:would|did|do|will|could) not (?:seat|serve|let|allow|take|admit)|turned (?:us|me|him|her|them) away|denied|kicked|thrown|threw|banned|told|asked to leave|ignored|rude to|shouted at) (?:\\w+ ){0,9}(?:because|cause|cos|for being|since) (?:(?:i|we|he|she|they|my|our|am|are|is|was|were|both|all|of|wife|husband|partner|friend|family|son|daughter|a|an|all|two|just) ){0,5}(?:${GROUP}|(?:my|our|his|her|their) (?:\\w+ )?${TRAIT})`,
    "(?:served|serving|seated|seating|helped|greeted) only (?:the )?(?:white|english|local) (?:guests?|customers?|people|couples?|famil(?:y|ies)|diners|tables?|folks?)",
    "(?:white|english|local) (?:guests?|customers?|people|couples?|famil(?:y|ies)|diners|tables?|folks?|friends) (?:\\w+ ){0,3}(?:first|before us|ahead of us|instead|were seated|got seated|were served|got served)",
    "(?:seated|served|greeted) (?:\\w+ ){0,4}white (?:guests?|customers?|people|couples?|famil(?:y|ies)|diners|tables?) (?:\\w+ ){0,2}(?:first|before|and ignored|ahead|but)",
    "(?:people like you|your kind|your sort|you people) (?:\\w+ ){0,4}(?:not|no|never|belong|elsewhere|out)|(?:not|no|never) (?:\\w+ ){0,4}(?:people like you|your kind|your sort)|go back to (?:your|our|my) (?:own )?(?:country|home ?land)",
    `called (?:${SOMEBODY}) (?:\\w+ ){0,4}(?:terrorists?|n word|and word|f word|monkeys?|paki|chink|fag|faggot|tranny|retard(?:ed)?|illegals?|gypsy|gypsies)`,
    "speak (?:properly|english) or (?:get out|leave|go)|(?:told|asked|ordered) (?:\\w+ ){0,6}(?:to )?(?:only )?speak english|no (?:blacks|muslims|indians|foreigners|gypsies|travellers)|where (?:are|were) (?:you|we|i) really from|(?:was|were|are) really from",
    `only (?:asked|carded|checked|searched|followed|made|charged) (?:\\w+ ){0,3}${GROUP}`,
    `(?:would not|did not|refused to|will not) (?:let|allow|admit|seat|serve) (?:\\w+ ){0,4}(?:guide|assistance|service|hearing) dog|(?:guide|assistance|service|hearing) dog (?:\\w+ ){0,6}(?:not allowed|refused|outside|not welcome|out)`,
    `(?:followed|trailed|watched) (?:\\w+ ){0,4}${GROUP} (?:\\w+ )?(?:customers?|people|guests?|friends?|men|women|kids|lads|son|husband)`,
    "(?:jokes?|impressions?|comments?|remarks?) (?:\\w+ ){0,3}(?:jamaican|indian|chinese|asian|african|arab|mexican|foreign|fake|funny) (?:voice|accent)",
    "(?:told|asked) (?:me |us |her |my (?:\\w+ ){1,2})?to (?:\\w+ )?(?:cover up|stop (?:breast ?feeding|holding hands|kissing))|(?:breast ?feeding|holding hands) (?:\\w+ ){0,6}(?:asked to leave|told to|not welcome|somewhere else)",
    `(?:gays|lesbians|blacks|muslims|jews|asians|indians|africans|arabs|mexicans|immigrants|foreigners|gypsies|travellers|${GROUP} (?:couples?|people|families|guests?|customers?|folks?|men|women|kids|children|diners)) (?:are|is|were|was) (?:\\w+ )?not (?:\\w+ )?(?:welcome|allowed|served|wanted|admitted|let in)`,
    `(?:do|did|would|will) not (?:want|serve|seat|allow|like|admit|let in) (?:\\w+ )?(?:gays|lesbians|blacks|muslims|jews|asians|indians|africans|arabs|mexicans|immigrants|foreigners|gypsies|${GROUP} (?:couples?|people|families|guests?|customers?|folks?))`,
  ]),
  billing: joined([
    "(?:charged|billed|debited) (?:(?!(?:phone|laptop|battery) )\\w+ ){0,5}(?:twice|two times|three times|double)|double ?(?:charged|billed)|twice (?:charged|billed)|over ?charged",
    "(?:charged|billed) (?:\\w+ ){0,5}for (?:\\w+ ){0,6}(?:never|not) (?:ordered|order|had|have|got|get|arrived|arrive|came|come|received|receive|ate|eat)",
    "(?:charged|billed) (?:\\w+ ){0,5}\\d\\S* (?:\\w+ ){0,2}instead of",
    "refund (?:\\w+ ){0,2}(?:never|not|still not) (?:\\w+ )?(?:arrived?|came|come|been|shown?|received)",
    "(?:refused|refuse|refuses|refusing) (?:\\w+ ){0,3}(?:to )?(?:give (?:me|us) )?(?:a |the |my |our )?(?:refund|money back)",
    "(?:charged|billed) (?:\\w+ ){0,3}for (?:\\w+ ){1,4}(?:and |but |when )?(?:there were (?:only )?|we (?:were|are) (?:only )?|only had )(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|\\d+)",
    "(?:drinks?|items?|beers?|desserts?|dishes|dish|mains?|starters?|bottles?|cocktails?|coffees?|sides?|bread|meals?|wine|covers|things) (?:\\w+ ){0,3}on (?:the|our|my) (?:bill|tab|receipt|check) (?:that |which )?(?:was not|were not|we (?:never|did not|had not)|i (?:never|did not|had not)|nobody|no one|never)",
    "(?:things|items|drinks|dishes|food|stuff) (?:that )?(?:we|i) (?:never|did not|had not) (?:order|ordered)|(?:paid|charged) (?:\\w+ ){0,4}for (?:things|items|food|drinks|dishes) (?:that )?(?:we|i|never|did)",
    "(?:someone|somebody|another (?:table|guest|customer|couple)|other people|strangers?)(?: else)?s? (?:\\w+ ){1,5}on (?:our|my) (?:bill|tab|check|receipt)|(?:took|taken|charged|debited|paid) (?:\\w+ ){0,3}\\d\\S* (?:\\w+ ){0,2}instead of",
    "(?:two|three|2|3|second|another|duplicate|identical|extra) (?:\\w+ )?(?:payments?|charges?|transactions?) (?:\\w+ ){0,6}(?:bank|statement|app|card|account|instead)|(?:bank|statement|app|account|card) (?:\\w+ ){0,6}(?:two|three|2|3|second|duplicate|identical) (?:\\w+ )?(?:payments?|charges?|transactions?)",
    "(?:will|would|did|do|does) not (?:give (?:me|us) )?(?:a |the |my |our )?refund(?: (?:me|us|my|our|the|it|anything|a))|(?:still|been) (?:waiting|chasing|asking) (?:\\w+ ){0,4}refund|(?:kept|keeping|keep) (?:(?:all )?(?:the|my|our)) (?:money|deposit)|(?:refund|deposit|money) (?:\\w+ ){0,4}(?:weeks|months) (?:ago|later|on|now)|never (?:got|had|seen|received) (?:\\w+ ){0,2}(?:refund|money back|deposit back)|short ?changed (?:me|us|my|by)|(?:tip|gratuity) (?:\\w+ ){0,3}(?:was )?(?:changed|altered|added) (?:\\w+ ){0,4}(?:without|after)",
    "(?:charged|billed) (?:me |us |my card )?(?<charged>\\d\\S*) (?:dollars |pounds |euros |quid )?for (?:a|an|the|our|my) (?!\\k<charged> )\\d\\S* (?:dollar |pound |euro |quid )?(?:meal|dish|dinner|lunch|breakfast|bill|tab|order|burger|pizza|salad|sandwich|item|takeaway)",
    "(?:took|taken|take|takes|taking|withdrew|withdrawn|debited|charged) (?:\\w+ ){0,4}(?:my|our) (?:bank |credit |debit )?(?:account|card) (?:\\w+ ){0,3}without (?:\\w+ ){0,2}(?:permission|consent|asking|authori[sz]ation|telling|approval|knowledge)",
    "(?:charged|billed) (?:\\w+ ){0,3}for (?:\\w+ ){1,6}(?:nobody|no one|none of us|neither of us) (?:had )?(?:ordered|asked|ate|wanted|touched|got|received)",
    `(?:my|our) change (?:was|came|were) (?:\\w+ ){0,3}(?:short|missing|too little)|(?:${STAFF}|they|he|she) (?:just |simply )?(?:kept|pocketed) (?:all )?(?:my|our) change(?! (?:of|in|to|for|because))`,
  ]),
};

/** Uses the words of an alert without being one; removed before the search. */
export const HARMLESS: Readonly<Record<AlertKind, RegExp>> = {
  illness: joined([
    `${DENIED}${ILL}(?! (?:like|in (?:years|ages|my)|until|till|before|again|as))`,
    "(?:was|were|is|am|been|being) (?:\\w+ )?(?:sick|ill|unwell|poorly) (?:(?:last|this) (?:week|month|year|weekend) (?:so|and) (?:we|i|they|he|she)|at home|in bed at home|with (?:a cold|the flu|flu|covid)|so (?:we|i|they|he|she) (?:\\w+ )?(?:moved|cancel\\w*|ordered|brought|stayed|took|rebooked|postponed)|when (?:we|i) (?:arrived|booked))(?! (?:\\w+ ){0,8}(?:after|from|because|since|thanks))",
    "(?:waiter|waitress|server|chef|cook|owner|manager|host|bartender|barista|staff|colleague|employee|somebody|someone) (?:\\w+ ){0,2}(?:was|were|being|called in|is|are|off) (?:off )?(?:sick|ill)(?! (?:\\w+ ){0,3}(?:in|into|on|over|near|after|from))",
    "(?:soup|tea|broth|food|meal|cake) (?:\\w+ ){0,4}(?:when|while|if) (?:i|you|we) (?:am |are |was |were |feel |felt )?(?:\\w+ )?(?:sick|ill|poorly|unwell)",
    "(?:full|ate so much|eaten so much|overate) (?:\\w+ ){0,4}(?:felt|feel|feeling|was|were) (?:\\w+ )?(?:sick|ill)",
    "(?:sick|ill|queasy) (?:from|after|with|because) (?:\\w+ ){0,2}(?:(?:eating|ate|eaten|having|had) (?:\\w+ )?(?:too|so) much|overeating|guilt|envy|jealousy|nerves|laughing|happiness)",
    "(?:bill|prices?|attitude|toilets?|smell|decor|music|carpet|behaviour|lighting) (?:\\w+ ){0,3}(?:makes?|made) (?:me|us) (?:feel )?(?:\\w+ )?(?:sick|ill)|(?:got|was|were) ill at (?:a|another) (?:different|other)",
    "(?:feel|felt|feeling|made me feel|makes me feel) (?:\\w+ )?(?:sick|ill) (?:when|just|at the|to (?:see|think|pay)|looking|thinking|paying)|crying screaming throwing up|(?:eat|ate|eating) (?:\\w+ )?(?:till|until) (?:\\w+ )?(?:am|was|were|are) sick",
    "(?:been|was|were) (?:\\w+ )?(?:ill|sick|poorly|unwell) (?:all (?:last )?week|all month|for (?:months|weeks)) (?:and|so|with|before)|(?:had|having|with) (?:a |that )?(?:stomach |tummy )?bug (?:\\w+ ){0,3}(?:last|before|so|already)|(?:food poisoning|stomach bug) (?:from|at) (?:a|another|my|his|her) (?:wedding|different|holiday|barbecue|nursery|school|work|friend)|eat (?:\\w+ )?(?:there|here|it) with a stomach bug|sooner have food poisoning|rather have food poisoning|convinced (?:\\w+ ){0,3}(?:food poisoning|ill|sick)",
    `(?:${EMERGENCY} (?:\\w+ ){0,6}to (?:visit|see|meet|collect|pick up|have (?:a|the|our) baby)|(?:visit(?:ed|ing)?|work|works|worked|working|shift|appointment) (?:\\w+ ){0,3}${EMERGENCY})(?: \\w+){0,9}`,
    "passed out (?:\\w+ ){0,4}(?:sofa|couch|bed|samples|menus)(?: \\w+){0,4}",
  ]),
  allergen: joined([
    `${DENIED}(?:reaction|reactions|reacted|react|swelling|hives|rash|cross contaminat\\w*)`,
    "epi ?pen (?:\\w+ ){0,3}(?:stayed|remained) in",
    "(?:risk|risks|chance|danger|fear|history|prone|worried|worry|case|train|trained|training|signs?|about|for|scared) (?:\\w+ ){0,3}anaphyla\\w+(?: (?:after|from|at)(?: \\w+){0,4})?",
    "(?:took|take|takes|taking|handled|handles?|handling|treated|treats?|managed|dealt with|deals? with|catered for|looked after|remembered|respected|understood|understands?) (?:\\w+ ){0,4}(?:allerg\\w+|intoleran\\w+|coeliac\\w*|celiac\\w*)(?: \\w+){0,3} (?:care|carefully|seriously|well|brilliantly|perfectly|professionally|properly|superbly|wonderfully|sensitively)",
    "(?:hot|spicy|spice|chill?i(?:es)?|peppers?|peppercorns?) (?:\\w+ ){0,5}(?:lips?|tongue|mouth|face) (?:\\w+ ){0,2}(?:tingl\\w*|numb|burn\\w*)",
    "(?:allerg\\w+|intoleran\\w+|coeliac\\w*|celiac\\w*) (?:\\w+ ){0,7}(?:talk(?:ed)? (?:me|us|him|her) through|walked (?:me|us) through|came out (?:himself|herself|with the packets))|reaction to (?:the (?:bill|price|news)|being)|intolerant of (?:bad|poor|slow)",
    "(?:checked|double checked|knew|know|know (?:their|all) (?:stuff )?|great|brilliant|careful|good|amazing|excellent|superb|fantastic|clued up) (?:about|with|on|around) (?:\\w+ ){0,3}(?:allerg\\w+|intoleran\\w+|coeliac\\w*|celiac\\w*)",
    "(?:allerg\\w+|intoleran\\w+|coeliac\\w*|celiac\\w*) (?:\\w+ ){0,6}(?:no (?:problem|issue|trouble|bother|fuss)|without (?:worry\\w*|fear|a worry|any worry)|felt (?:\\w+ )?safe|feel (?:\\w+ )?safe|catered for|looked after|separate (?:fryer|pan|kitchen|board|bench|area|plate)|own pan|clean pans?|took (?:\\w+ ){0,3}seriously)",
  ]),
  foreign_object: joined([
    `${DENIED}(?:hairs?|bugs?|insects?|fly|flies|plastic|glass|cockroach\\w*|maggots?|stones?|foreign)`,
    "bones? in (?:the |a |my |his |her |our )?(?:rib\\w*|rib eye|chop|chops|steak|pork|sirloin|lamb|t bone|short rib|leg|ham|cut)|the bone in",
    "(?:spider|snake|rubber) plants?|fly fish\\w*|hair (?:looked|looks|is (?:lovely|great|beautiful))",
    "fl(?:y|ies) (?:\\w+ ){0,2}(?:bother\\w*|buzz\\w*|around)|glass(?:es)? (?:of|in (?:my|our|his|her) hand)",
    "fly in the ointment|fly on the wall|hair grips?|stone (?:baked|fired|ground)",
    "stomach bugs?|tummy bugs?|hair in a (?:net|bun|cap)|bay leaf|broke a (?:fork|spoon|knife)",
    "(?:hairs?|fly|flies|bugs?|cockroach\\w*|mouse|spider|insects?|ants) (?:\\w+ ){0,3}(?:on|up|across|along|over|by|in) (?:the|my|our|a|every) (?:\\w+ )?(?:seat|chair|wall|walls|floor|soap|sink|window|windows|sill|door|ceiling|carpet|bathroom|toilet|highchair|skirting|street|terrace|garden)|(?:thought|looked like|mistook) (?:\\w+ ){0,5}(?:hair|stone|insect|fly|bug|glass) (?:\\w+ ){0,3}(?:saffron|herb|rosemary|bay leaf|hazelnut|vanilla|thyme|seed)",
  ]),
  injury: joined([
    `${DENIED}(?:hurt|injured|burned|burnt|cut|bruised|scalded|broken (?:bones?|teeth))`,
    "(?:burn|burns|burned|burnt|burning|blow|blows|blew|take|takes|took) (?:your|my|our|the) (?:\\w+ )?(?:face|tongue|mouth|head|lips|socks|hair) off",
    "(?:ice ?cream|fork|knife|spoon|napkin|phone|toy|food|pizza|cup|bag|slice|burger|cone|menu|jacket|coat|scarf|teddy|dummy|pacifier|cake|bread|chips?|fries|sandwich|taco|drink|straw|hat|key|keys|meatball|sausage|it) (?:\\w+ )?(?:fell|dropped|slipped|tumbled) (?:\\w+ ){0,2}(?:floor|table|ground|plate)",
    "burn(?:ed|t) (?:my|the roof of my|his|her) (?:tongue|mouth|lips?) (?:\\w+ )?(?:a (?:little|bit|tad)|slightly)|(?:a (?:little|bit)|slightly|nearly|almost) burn(?:ed|t) (?:my|his|her) (?:tongue|mouth|lips?)",
    "(?:fell|fallen|falling) (?:in love|asleep|silent|for)|tripp(?:ed|ing) over (?:ourselves|themselves|himself|herself|each other)|in stitches|broke (?:my|our|his|her) (?:heart|diet|fast|budget|bank)|(?:nearly|almost) (?:slipped|tripped|fell)(?! and)",
    "could have broken|tripped (?:on|over) my own|(?:his|her|my) own fault|not a scratch|at the playground|at home that",
    "burn(?:ed|t|ing)? (?:my|his|her) (?:tongue|mouth) (?:\\w+ ){0,2}(?:because (?:i|we)|could not|not wait|worth|out of)|(?:fell|fallen|falling) hard for|hit(?:s)? hard|(?:on crutches|broken? (?:my |his |her )?(?:leg|arm|wrist|ankle|foot)|sprained (?:my |his |her )?(?:ankle|wrist)) (?:\\w+ ){0,3}(?:skiing|at (?:football|netball|rugby|home|work|school|the gym)|playing|football|last (?:week|month)|so (?:we|i) (?:\\w+ )?(?:needed|asked|booked|ordered))|going to (?:slip|trip|fall)|(?:will|could|might) (?:slip|trip|fall)",
  ]),
  discrimination: joined([
    "(?:no|not|never|zero|nothing|without|any) (?:a |any |being |been |at all |remotely )?(?:racis\\w+|sexis\\w+|homophob\\w+|discriminat\\w+|slurs?)",
    "(?:charming|lovely|cute|nice|sweet|great|beautiful|wonderful|delightful|gorgeous|adorable|sexy|fabulous) (?:\\w+ )?accents?|accent(?:s|ed)? (?:wall|walls|lights|lighting|chairs|colours?|colors?)",
    "(?:gay|black|indian|asian|chinese|muslim|jewish|blind|deaf|disabled|trans|lesbian|foreign) (?:friends?|colleague|couple|neighbou?rs?) (?:of mine |of ours )?(?:recommended|suggested|loves?|loved|raved|swears)|(?:gay|disability|wheelchair|foreigner) friendly",
    "discriminating against people who|(?:gay|lesbian|same sex|trans) (?:couple|family|friends?)? ?(?:(?!not|never|hardly)\\w+ ){0,3}(?:at home|welcome)",
    "(?:welcomed|welcoming|welcome to|kind to|patient with|great with|lovely with|good with|wonderful with|helped) (?:\\w+ ){0,4}(?:wheelchair|guide dog|service dog|hijab|accent|mums|disab\\w+|autis\\w+|deaf|blind)|(?:wheelchair|guide dog|service dog|hijab|disab\\w+|autis\\w+|deaf|blind) (?:\\w+ ){0,6}(?:felt (?:\\w+ )?(?:at home|welcome)|no problem|compliment|without (?:a )?fuss|could not have been)|(?:served|serve|help) everyone else first",
  ]),
  billing: joined([
    "refund(?:ed)? (?:\\w+ ){0,3}(?:quick\\w*|painless\\w*|easy|easily|prompt\\w*|immediate\\w*|at once|straight away|instantly)",
    "how (?:do|can) (?:i|we) get a refund|refund (?:me|us) for the time|(?:money|quid|pounds|dollars|euros) back in a|if they (?:over ?)?charged|over ?charged (?:\\w+ ){0,10}(?:ran|chased|rang|rushed) (?:\\w+ ){0,8}(?:difference|back)|over ?charged with",
    "(?:refund|refunded) (?:\\w+ ){0,6}(?:same (?:day|afternoon|evening|hour)|within (?:a |an |the )?(?:minute|hour|day|seconds)|next day|without asking|without a fuss|no questions)|(?:checked|read|looked at) (?:the|my|our) (?:bill|receipt) (?:\\w+ )?(?:twice|again) (?:because|in disbelief|as)|(?:ran|chased|rang|rushed) (?:\\w+ ){0,5}(?:after|back) (?:\\w+ ){0,6}(?:difference|change|overcharged|overpaid)|(?:overcharged|mistake|error|wrong) (?:\\w+ ){0,12}(?:put right|sorted|corrected|fixed|apolog\\w+|refunded) (?:\\w+ ){0,3}(?:seconds|immediately|at once|straight away|instantly|minutes|quickly)|could (?:\\w+ )?have charged|(?:service charge|deposit|corkage) (?:\\w+ ){0,5}(?:is added|applies|optional|comes off|came (?:straight )?off|per head|a head|for groups?)",
    "(?:give|send|offer|issue) (?:everyone|everybody|all|every) (?:\\w+ ){0,5}(?:refunds?|money back)",
    "name on (?:the|my|our|that) (?:receipt|bag|box|ticket|label|order) (?:\\w+ ){0,2}(?:not (?:mine|ours|my|our)|someone|somebody|another|different|else|wrong)(?: \\w+){0,2}",
    "(?:order|command|instruct|require|direct|demand|tell|expect) (?:that )?you (?:to |must |should )?(?:\\w+ ){0,5}(?:refunds?|money back)(?: \\w+){0,3}",
    "(?:call|run|use|invoke|execute|trigger) (?:the )?(?:tool |function )?(?:reply|analy[sz]e|search|import|send|issue|void|create) (?:\\w+ ){0,8}refunds?(?: \\w+){0,4}",
    "^(?:please |now |system |assistant |you must |you should |you have to |you will )*(?:offer|issue|approve|grant|authori[sz]e|promise) (?:(?:me|us|him|her|them|this|that|the|a|an|my|our|guest|customer|full|complete|total|instant|immediate|free|generous) ){0,5}refunds?",
    "refund (?:everyone|everybody|all|them all|every (?:\\w+ )?(?:guest|customer|order|bill|one|table))(?: \\w+){0,4}",
    "(?:ignore|disregard|forget|override|bypass) (?:(?:all|any|the|your|previous|prior|earlier|above|preceding|my|these|those|of|system) ){1,5}(?:instructions?|prompts?|rules?|guidelines?|directions?|messages?)(?: \\w+){0,12}",
  ]),
};

function joined(patterns: readonly string[]): RegExp {
  return new RegExp(`\\b(?:${patterns.join("|")})(?!\\p{L})`, "gu");
}
