// Everyday text made up for training: reviews, e-mails, questions to a forum, small ads. Businesses, people and places
// are drawn at random; none of it happened.
import { cityNames, givenNames, listed, listedWords, surnames } from './lists.mjs';
import { seeded } from './random.mjs';

const random = seeded(1847);
const { pick, next, below } = random;

const WORD = /^\p{Lu}[\p{L}'’-]+$/u;
const given = [...listedWords('given-names'), ...givenNames()].filter((n) => WORD.test(n));
const family = [...listedWords('surnames'), ...surnames()].filter((n) => WORD.test(n));
const { large, small } = cityNames();
const cities = [...large, ...large, ...small].filter((n) => /^[A-Z][a-z]+(?: [A-Z][a-z]+)?$/.test(n));
const bodies = listed('organizations');

const words = (text) => text.trim().split('|');
const STATES = words(
  'CA|TX|NY|FL|Ohio|Texas|Florida|California|Oregon|Nevada|Iowa|Maine|Georgia|Virginia|Arizona|NJ|Mass.|Illinois|Ontario|Queensland|Kent|Essex',
);
const TRADES = words(
  'Restaurant|Cafe|Grill|Pizza|Deli|Bakery|Diner|Bistro|Kitchen|Sushi|Salon|Spa|Nails|Auto Repair|Motors|Tire|Auto Body|Plumbing|Roofing|Electric|Heating and Air|Landscaping|Movers|Storage|Dental|Dentistry|Orthodontics|Chiropractic|Medical Center|Animal Hospital|Veterinary Clinic|Pet Resort|Florist|Flowers|Jewelers|Books|Toys|Furniture|Cleaners|Laundry|Fitness|Yoga|Karate|Dance Studio|Golf Club|Law Firm|Realty|Properties|Apartments|Insurance|Credit Union|Bank|Photography|Printing|Computers|Towing|Academy|Elementary|High School|Middle School|Preschool|Daycare|Church|Fellowship',
);
const SHADES = words(
  'Golden|Blue|Red|Silver|Green|Royal|Happy|Lucky|Grand|Little|Old|New|Bright|Quick|Sunny|Crystal|Premier|Elite|Precision|Advanced|Family|American|Pacific|Northside|Downtown|Lakeside|Mountain|Coastal|Heritage|First|Perfect|Superior|Express|Discount|Absolute|Classic',
);
const THINGS = words(
  'Dragon|Lotus|Fern|Rose|Star|Lion|Eagle|Bear|Wok|Panda|Garden|Palace|Moon|River|Oak|Maple|Harbor|Valley|Ridge|Lake|Bay|Hill|Creek|Fox|Owl|Pearl|Orchid|Willow|Anchor|Bridge|Gate|Crown|Smile|Paws|Touch|Choice',
);
const BRANDS = words(
  "Toyota|Honda|Ford|Nissan|Volvo|BMW|Chevrolet|Nikon|Canon|Sony|Samsung|Nokia|Dell|Lenovo|Microsoft|Google|Yahoo|eBay|Amazon|Walmart|Wal-Mart|Target|Costco|Starbucks|McDonald's|Subway|Burger King|Taco Bell|PetSmart|Petco|Best Buy|Home Depot|IKEA|FedEx|UPS|DHL|Verizon|AT&T|Comcast|Sprint|T-Mobile|Skype|Netflix|Craigslist|Marriott|Hilton|Hyatt|Hertz|Ryanair|Delta|United|Carnival|Expedia|Intel|Cisco|Adobe|Oracle|HP|IBM|Panasonic|Nike|Adidas|Gap|Macy's|Sears|Kroger|Safeway|Whole Foods|7-Eleven|Walgreens|CVS|Pfizer|Bayer|NASA|FDA|IRS|FBI|EPA|DMV|BBB|YMCA|NPR|CNN|ESPN|PBS|the New York Times|the Washington Post|Harvard|Stanford|MIT|UCLA|Manchester United|the Yankees|the Lakers|the All Blacks",
);
const CORPORATE = words(
  'Energy|Capital|Power|Gas|Pipeline|Trading|Partners|Consulting|Systems|Networks|Resources|Oil|Electric|Solutions|Technologies|Securities|Legal|Global Markets|Americas|North America|Wholesale Services|Transwestern|Credit',
);
const FORMS = words('Corp.|Corp|Inc.|Inc|LLC|L.P.|Ltd.|Co.|Company|Group|& Co.||||');
const letters = (n) => Array.from({ length: n }, () => pick([...'ABCDEFGHIKLMNOPRSTUW'])).join('');

const business = () => {
  const kind = next();
  // treebanks part the possessive ending from its word
  if (kind < 0.16)
    return `${pick(next() < 0.5 ? given : family)}${pick(["'s", " 's", '’s'])} ${pick(TRADES)}`;
  if (kind < 0.32) return `${pick(SHADES)} ${pick(THINGS)} ${pick(TRADES)}`;
  if (kind < 0.44) return `${pick(SHADES)} ${pick(TRADES)}`;
  if (kind < 0.54) return `${pick(cities)} ${pick(TRADES)}`;
  if (kind < 0.62) return `${pick(family)} ${pick(TRADES)}`;
  if (kind < 0.68)
    return `${pick(family)} ${pick(['&', 'and'])} ${pick(['Sons', 'Associates', 'Company', pick(family)])}`;
  if (kind < 0.74) return `${pick(SHADES)} ${pick(THINGS)}`;
  if (kind < 0.84) return `${pick(family)} ${pick(CORPORATE)} ${pick(FORMS)}`.trim();
  if (kind < 0.9) return `${pick(THINGS)} ${pick(CORPORATE)} ${pick(FORMS)}`.trim();
  if (kind < 0.95) return letters(2 + below(3));
  return pick(bodies);
};
const nickname = () => {
  const [name] = [pick(family)];
  return name.slice(0, 2 + below(3));
};

// B a business, K a brand or well-known body, P a full name, R "Surname, Given", G a given name, F a surname, H a short
// form, C a town, T a state, N a number, E an address for mail.
const LINES = [
  'I took my car to {B} and they fixed it the same day.',
  '{B} is the best place in {C} by far!',
  'I would never go back to {B}, the service was awful.',
  'We have been going to {B} for years and {G} always remembers us.',
  'Thanks to {G} and the team at {B}!!',
  'Dr. {F} at {B} is great with kids.',
  'Went to {B} last night. The food was cold and our waiter {G} was rude.',
  'This {K} is closer to my house than the one in {C}.',
  'Better than {K} or {K}, and cheaper too.',
  'DO NOT use {B} unless you want to lose money',
  'I highly recommend {B} to anyone in the {C} area.',
  'I called {K} and they told me to wait {N} weeks.',
  'They did a wrap for my {K} truck and it looks amazing.',
  'Has anyone used {B} in {C}, {T}?',
  'Does anyone know if {K} ships to {C}?',
  'I m moving to {C} next month, is {C} better than {C}?',
  'where can i get a cheap camera in {C}? i looked at {K} and {K}',
  'What is the best hotel near {C}?',
  'My dog {G} and my cat {G} love the food from {K}.',
  'I ve got a {K} D{N}, should I buy another?',
  'Owner {G} {F} opened {B} in {C} {N} years ago.',
  '{B} , {C} , {T}',
  '{B}\n{N} Main Street\n{C}, {T} 7{N}0{N}',
  'The staff at {K} were friendly but the food at {B} is better.',
  'Great job {B}!',
  '{B} - great prices',
  'Please see the attached from {K}.',
  'From: {P}',
  'To: {P}/{X}/{X}@{X}',
  'cc: {P}/{X}/{X}@{X}, {P}/{X}/{X}@{X}',
  'From: "{R}" <{E}>',
  'To: "{P}" <{E}>, {G} {F}',
  '"{R}" <{E}> on 0{N}/1{N}/2001 09:{N} AM',
  'Sent by: {P}',
  'Subject: {B} contract',
  'Subject: Re: {B} / {B} Master Agreement',
  '{G},',
  '{G} -',
  '{H},',
  'Thanks,\n{G}',
  'Regards,\n{P}\n{B}',
  'Talk to you later\n{H}',
  '{P}\n{B}\nPhone: 713-{N}-{N}',
  'I spoke with {G} {F} at {B} about the {B} deal.',
  '{G}, can you send the {B} papers to {G} by Friday?',
  'Per our call, {B} will buy the gas from {B} at {C}.',
  'We need to get {B} and {B} to sign before {G} leaves for {C}.',
  '{G} and {G} are in {C} with {K} until Tuesday.',
  'The {B} people want to meet {P} in {C}.',
  'Please call {G} at {N}-{N} if the {K} invoice is not there.',
  'The {K} office in {C}, {T}, has no record of it.',
  'I work for {B} , a part of {K} .',
  'He left {K} to join {B} as its chief.',
  '{K} said it would close its {C} store.',
  'I read in {K} that {P} had died.',
  'My son goes to {B} in {C}.',
  'Is there a way to sync {K} and {K}?',
  'Did you see the {K} game on Sunday?',
  '{P} played for {K} before he went to {C}.',
];
const PLAIN_LINES = [
  'Great Food, Great Service, Great Prices!',
  'I LOVE THIS PLACE',
  'Worst Experience EVER',
  'The Best Pizza in Town!!!',
  'They were on time , friendly and did a great job .',
  'My Mom says the Internet is down again , OMG .',
  'Is a PhD worth it ? What about an MBA ?',
  'Call me at home or on my cell .',
  'Happy Thanksgiving , Merry Christmas and a Happy New Year !',
  'Very Professional , Very Clean , A+++',
  'ATTENTION : PLEASE READ BEFORE YOU CALL',
  'See attached file : Draft2 .doc',
  'The Agreement , the Master Agreement and the Amendment are with Legal .',
  'I have a Siamese , a Labrador and a Golden Retriever .',
  'Good Luck and God Bless !',
];

const TYPES = {
  B: 'organization',
  K: 'organization',
  X: 'organization',
  P: 'person',
  R: 'person',
  G: 'person',
  F: 'person',
  H: 'person',
  C: 'place',
  T: 'place',
};
const values = {
  B: business,
  K: () => pick(BRANDS),
  X: () => pick(['HOU', 'NA', 'ECT', 'Corp', 'ENRON', letters(3)]),
  P: () => `${pick(given)} ${some(0.2, `${letters(1)}${pick(['', '.'])} `)}${pick(family)}`,
  R: () => `${pick(family)}, ${pick(given)}`,
  G: () => pick(given),
  F: () => pick(family),
  H: () => (next() < 0.5 ? letters(2) : nickname()),
  C: () => pick(cities),
  T: () => pick(STATES),
  N: () => String(1 + below(60)),
  E: () => `${letters(5).toLowerCase()}@${letters(4).toLowerCase()}.com`,
};
const some = (chance, value) => (next() < chance ? value : '');

const fill = (template, at, spans) => {
  let text = '';
  for (const part of template.split(/(\{\w\}(?: \{F\})?)/)) {
    const slot = /^\{(\w)\}( \{F\})?$/.exec(part);
    if (slot === null) {
      text += part;
      continue;
    }
    // "Ann Lee" is one name; "Dr. Lee" has a slot of its own
    const value = values[slot[1]]() + (slot[2] === undefined ? '' : ` ${pick(family)}`);
    const type = TYPES[slot[1]];
    const the = type === 'organization' && value.startsWith('the ') ? 4 : 0;
    if (type !== undefined)
      spans.push({ start: at + text.length + the, end: at + text.length + value.length, type });
    text += value;
  }
  return text;
};

/** Reviews, mails and questions of a few lines each, the same every time. */
export const everydayDocs = (count = 300) =>
  Array.from({ length: count }, (_, id) => {
    const spans = [];
    let text = '';
    const lines = 3 + below(5);
    for (let i = 0; i < lines; i++) {
      if (next() < 0.12) text += `${pick(PLAIN_LINES)}\n`;
      else text += `${fill(pick(LINES), text.length, spans)}\n`;
    }
    return { id: `everyday${id}`, text, misc: false, open: [], spans };
  });
