// News made up for training: datelines, headlines, captions, bylines and lists, about people, bodies and
// places drawn at random. Only the shapes matter; none of it happened.
import { cityNames, countryNames, givenNames, listed, listedWords, surnames } from './lists.mjs';
import { seeded } from './random.mjs';

const random = seeded(2020);
const { pick, next, below } = random;
const some = (chance, value) => (next() < chance ? value : '');

const WORD = /^\p{Lu}[\p{L}'’-]+$/u;
const worldGiven = listedWords('given-names').filter((n) => WORD.test(n));
const worldFamily = listedWords('surnames').filter((n) => WORD.test(n));
const given = givenNames().filter((n) => WORD.test(n));
const family = surnames().filter((n) => WORD.test(n));
const { large, small } = cityNames();
const plain = (name) => /^\p{Lu}[\p{L}' -]+$/u.test(name);
const cities = large
  .filter((n) => plain(n) && /\p{Ll}/u.test(n))
  .map((n) => n.replace(/\b\p{Ll}/u, (c) => c.toUpperCase()));
const towns = small.filter(plain);
const countries = countryNames().filter((n) => plain(n) && n.length > 3 && !n.includes(' and '));
const regions = listed('regions').filter((n) => n.length > 4);
const bodies = listed('organizations');

const HAN =
  'Chan Cheung Chow Ho Hui Kim Kwok Lam Lau Lee Leung Ma Moon Ng Park Tam Tsai Wong Wu Yeung Yoon Choi Ban Lai'.split(
    ' ',
  );
const SYLLABLES =
  'Wai Kin Hing Fung Yan Kwok Chi Siu Lai Tat Keung Ching Ying Jae In Moon Ki Seok Yeol Geun Hye Un Jong Hwa Sung Min Tung Chu Man Kit Yuk Ming'.split(
    ' ',
  );
const givenName = () => pick(next() < 0.7 ? worldGiven : given);
const familyName = () => pick(next() < 0.7 ? worldFamily : family);
const PARTICLES = [
  'al-',
  'al-',
  'al-',
  'el-',
  'Al-',
  'Al ',
  'al ',
  'bin ',
  'ibn ',
  'van ',
  'van der ',
  'de ',
  'de la ',
  'von ',
  'da ',
  'dos ',
  'a-',
  'as-',
  'ash-',
];
const surname = () => some(0.22, pick(PARTICLES)) + familyName();
const fullName = () => {
  const shape = next();
  if (shape < 0.68) return `${givenName()} ${surname()}`;
  if (shape < 0.78) return `${givenName()} ${givenName()} ${surname()}`;
  if (shape < 0.84) return `${givenName()} ${pick([...'ABCDEFGHJKLMNPRSTW'])}. ${familyName()}`;
  if (shape < 0.89) return `Abu ${givenName()} ${pick(['al-', 'al-', ''])}${familyName()}`;
  if (shape < 0.93) return `${givenName()}-al ${familyName()}`;
  if (shape < 0.945) return `${givenName()}-ibn ${givenName()}`;
  if (shape < 0.975) return `${pick(HAN)} ${pick(SYLLABLES)}-${pick(SYLLABLES).toLowerCase()}`;
  return `${givenName()} ${familyName()}-${familyName()}`;
};

const place = () => {
  const kind = next();
  if (kind < 0.35) return pick(cities);
  if (kind < 0.5) return pick(towns);
  if (kind < 0.8) return pick(countries);
  return pick(regions);
};
const HEADS = [
  'Party',
  'Movement',
  'Front',
  'Council',
  'Committee',
  'Commission',
  'Union',
  'League',
  'Alliance',
  'Coalition',
  'Institute',
  'Foundation',
  'Association',
  'Organization',
  'Agency',
  'Authority',
  'Brigades',
  'Forces',
  'Guard',
  'Army',
  'Militia',
  'Bank',
  'University',
  'Ministry',
  'Court',
  'Company',
  'Group',
  'Corporation',
  'Society',
  'Federation',
  'Network',
  'Assembly',
  'Congress',
  'Office',
  'Bureau',
  'Department',
  'Center',
  'Centre',
  'Observatory',
  'Tribune',
  'Times',
  'Post',
  'Daily',
  'Television',
  'Airlines',
  'Hospital',
  'Club',
];
const FIELDS = [
  'National',
  'Popular',
  'Democratic',
  'Islamic',
  'Liberal',
  'Social',
  'Central',
  'International',
  'Federal',
  'United',
  'Independent',
  'Free',
  'Green',
  'New',
  'Royal',
  'Supreme',
  'Human Rights',
  'Environmental',
  'Economic',
  'Electoral',
  'Financial',
  'Medical',
  'Agricultural',
  'Revolutionary',
  'Patriotic',
  'Progressive',
  'Conservative',
  'Labour',
  "People's",
  'People’s',
  "Workers'",
  'Public Health',
  'Civil Aviation',
  'Development',
  'Energy',
  'Defense',
  'Justice',
  'Labor',
  'Liberation',
  'Mobilization',
  'Resistance',
  'Salvation',
  'Solidarity',
];
const THEMES = [
  'Resistance',
  'Justice',
  'Democracy',
  'Peace',
  'Reform',
  'Human Rights',
  'Development',
  'Education',
  'Defense',
  'Foreign Affairs',
  'Interior',
  'Health',
  'Trade',
  'Energy',
  'Strategic Studies',
  'Democracies',
  'Freedom',
  'Science',
  'Culture',
  'Labor',
];
const initials = (name) =>
  (name.match(/\p{L}[\p{L}'’]*/gu) ?? [])
    .filter((w) => /^\p{Lu}/u.test(w))
    .map((w) => w.charAt(0))
    .join('');
const madeBody = () => {
  const kind = next();
  if (kind < 0.2) return `${pick(FIELDS)} ${pick(HEADS)}`;
  if (kind < 0.34) return `${pick(FIELDS)} ${pick(FIELDS)} ${pick(HEADS)}`;
  if (kind < 0.5) return `${pick(HEADS)} of ${pick(THEMES)}`;
  if (kind < 0.6) return `${pick(FIELDS)} ${pick(HEADS)} of ${pick(countries)}`;
  if (kind < 0.68) return `${pick(FIELDS)} ${pick(HEADS)} for ${some(0.4, 'the ')}${pick(THEMES)}`;
  if (kind < 0.78) return `${place()} ${pick(HEADS)}`;
  if (kind < 0.86)
    return `${familyName()} ${pick(['Inc.', 'Corp.', 'Group', 'Ltd', 'Holdings', '& Co.', 'Industries', 'Airlines', 'Foundation', 'Motors', 'Brothers'])}`;
  if (kind < 0.92) return `University of ${place()}`;
  if (kind < 0.96) return `Al-${pick(HEADS)} ${familyName()}`;
  return `${pick(['Ansar', 'Jaish', 'Kata’ib', 'Harakat', 'Liwa', 'Hizb', 'Saraya', 'Asa’ib'])} ${pick(['al-', 'al-', ''])}${familyName()}`;
};
const acronym = () => {
  const length = 3 + below(2);
  return Array.from({ length }, () => pick([...'ABCDEFGHIKLMNOPRSTUY'])).join('');
};
const body = () => (next() < 0.45 ? pick(bodies) : madeBody());

const TITLES = [
  'President',
  'Prime Minister',
  'Foreign Minister',
  'Interior Minister',
  'Secretary of State',
  'Gen.',
  'General',
  'Sen.',
  'Senator',
  'Rep.',
  'Gov.',
  'Mayor',
  'Judge',
  'Ayatollah',
  'Grand Ayatollah',
  'Sheikh',
  'Imam',
  'Mullah',
  'Col.',
  'Dr.',
  'Mr.',
  'Mrs.',
  'Ms.',
  'Prof.',
  'Ambassador',
  'Bishop',
  'Capt.',
  'Commander',
  'former President',
  'former Prime Minister',
  'opposition leader',
  'spokesman',
  'spokeswoman',
  'analyst',
  'activist',
  'cleric',
  'lawmaker',
  'Chief Justice',
  'Vice President',
  'Special Envoy',
];
const ROLES = [
  'a spokesman for',
  'the head of',
  'a member of',
  'the director of',
  'an analyst at',
  'a professor at',
  'president of',
  'who leads',
  'the founder of',
  'a lawyer with',
  'deputy head of',
  'the editor of',
];
const DEMONYMS = [
  'Iraqi',
  'Iranian',
  'Syrian',
  'Lebanese',
  'Turkish',
  'Kurdish',
  'Israeli',
  'Palestinian',
  'Saudi',
  'Yemeni',
  'Egyptian',
  'Libyan',
  'Sudanese',
  'Nigerian',
  'Kenyan',
  'Ethiopian',
  'Indian',
  'Pakistani',
  'Afghan',
  'Chinese',
  'Japanese',
  'Korean',
  'Russian',
  'Ukrainian',
  'Polish',
  'German',
  'French',
  'British',
  'American',
  'Mexican',
  'Colombian',
  'Brazilian',
  'Venezuelan',
  'Shiite',
  'Sunni',
  'Shi’ite',
  'Muslim',
  'Christian',
];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const SHORT_MONTHS = [
  'Jan.',
  'Feb.',
  'March',
  'April',
  'May',
  'June',
  'July',
  'Aug.',
  'Sept.',
  'Oct.',
  'Nov.',
  'Dec.',
];
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const date = () => `${pick(MONTHS)} ${1 + below(28)}, ${1990 + below(37)}`;
const AGENCIES = ['AP', 'Reuters', 'AFP', 'Xinhua', 'IRNA', 'TASS', 'PTI', 'Yonhap', 'BNO', 'UPI', 'DPA'];

// A template holds slots: P full name, S surname of the last P, L place, C city, O body, D demonym, T title, R role,
// A acronym of the last O, X acronym on its own, W weekday, Y date. Everything else is plain text.
const NEWS = [
  '{P} told reporters in {L} on {W} that talks with {O} had failed.',
  '“We will not leave {L},” said {P}, {R} {O}.',
  'The {O} ({A}) said on {W} that its offices in {C} had been closed.',
  'The {O} ({A} / {X} {L1}) called on {D} authorities to release {P}.',
  '{X}/{X} reported that {P} had left {C} for {L}.',
  '{O} ({X}/{X}) warned about events in {L}.',
  '{T} {P} met {T} {P} in {C} on {Y}.',
  '{T} {S1} did not comment.',
  'In {C}, {D} protesters set fire to the headquarters of {O}.',
  'In {C} and {C}, demonstrators blocked the main roads.',
  'Forces loyal to {S1} took the town of {C}, {N} miles north of {C}.',
  '{S1} and {S1} were seen in the city of {C}.',
  'A bomb went off outside the {D} embassy in {C}, killing {N} people.',
  'The {D} {pm}, {P}, flew to {L} on {W}.',
  'Protests in {L}, {L}, and {L} have shaken the {D} government.',
  'The {D} regime’s ambassador to {L}, {P}, was expelled.',
  '{L}’s {O} said that {S1}’s plan was dead.',
  '{P}’s supporters marched through {C}’s main square.',
  'According to the {O}, {N} people died in {L} in {M}.',
  'The {O} reported: “Residents of {C} had been warned.”',
  '{P}, {N}, a teacher from {C}, {L}, lost her house.',
  'Shares of {O} fell {N} percent after {O} said it would not buy the company.',
  '{O} beat {O} {N}-{N} at home on {W}.',
  '{P} scored twice as {O} drew with {O} in {C}.',
  'The ministers of {L}, {L} and {L} will meet at the {O} in {C}.',
  '{U} sanctions on {L} will stay, {T} {P} said.',
  'The {U} and {L} signed the paper in {C}.',
  'It wanted to turn the protests against the {U} and cause rifts.',
  'The {U} {O} said it had no comment.',
  'troops from {L} crossed into {L} near {C}, officials of the {O} said.',
  'He was born in {C}, {L}, and studied at {O}.',
  '{P} ({N}–{N}) was a {D} politician and a member of {O}.',
  'She worked for {O}, {O} and {O} before she moved to {L}.',
  'The seizure of {C} by {O} fighters changed the war in {L}.',
  'Leaders of {O} and {O} met with {P} of {O}.',
  'Many {D} officials, among them {P} and {P}, denied it.',
  'The river runs from {L} through {C} to the sea.',
  'Led by {S1} and {P}, the coalition is backed by {L}.',
  'President of {L} {P} arrived in {C}.',
  'The report by {P} and {P} appeared in the {O}.',
  '{P} of the {O} agreed; {P} of {O} did not.',
  'Neither {S1} nor the {O} answered calls from {AG}.',
  'Police in {C} arrested {P} and two men from {L}.',
  'The {O}, which is based in {C}, was founded by {P} in {N}.',
  'Flights from {C} to {C} were cancelled, {O} said.',
  'Thanks to {P} at {O} for the great service!',
  'My friend {G} works at {O} in {C} and loves it.',
  'Hi {G},\nThe papers from {O} are attached.\nThanks,\n{G}',
  'If you are ever in {C}, go to {O}.',
  'I called {O} and spoke to {G}.',
  '{G}, please call {G} {F} at {O} about the {L} deal.',
];
const DATELINES = [
  '{CU}, {SM} {N} ({AG}) — {P} said on {W} that the {O} would close.',
  '{CU}, {LU} ({AG}) - The {O} said on {W} it would stay in {L}.',
  '{CU} — {T} {P} left for {L} on {W}.',
  '{CU} ({AG}) -- Police arrested {P}, {R} {O}.',
  '{L}, {Y}—Since {M}, demonstrations against {T} {P} have grown.',
  '{C}, {L} – {P} returned home on {W}.',
  '{C}, {SM} {N} - The head of {O} resigned.',
  '({AG}) {C}: {P} has died.',
];
const CAPTIONS = [
  '{P}, {R} {O}, speaks in {C}, {L}, {Y}. (Photo: {P}/{AG})',
  '{D} protesters in {C}, {M} {N} (Credit: {AG})',
  'File photo: {P} at a rally in {C}, {L}',
  'By {P}, {O}',
  'By {P} and {P} in {C}',
  'Reporting by {P} in {C}; editing by {P}',
  '{P} | {O} | {Y}',
  'Photo by {P} / {O}',
  'Posted by {P} on {Y}',
  '{C}, {L}',
  '{L}: {P} on trial',
  'Tags: {L}, {P}, {O}',
];
const HEADLINES = [
  '{P} Visits {L} Amid Growing Protests',
  '{L} Accuses {L} of Meddling',
  '{O} Closes Its Office in {C}',
  '{S1} Says Talks With {O} Have Failed',
  '{D} Protesters Set Fire to {D} Consulate',
  'Protests in {C} Against {O}',
  '{X}: Protests in {L} Continue',
  '{X} {L1}: Unrest in {C} Spreads',
  'Why {L} Needs {O}',
  '{O} Chief {P} Steps Down',
  '{N} Dead After Blast in {C}',
  '{T} {P} Wins Vote in {L}',
  '{L} and {L} Sign Trade Deal',
  'What {S1} Means for {L}',
];
const PLAIN = [
  'The people have the right to be heard, and they will be.',
  'Continue Reading',
  'Read More About This Story',
  'Sign Up for Our Free Newsletter Today',
  'Terms of Service and Privacy Policy',
  'Leave a Comment on This Post',
  'The New Rules for Better Sleep',
  'How to Save Money on Your Next Trip',
  'Ten Best Phones You Can Buy Right Now',
  'BREAKING NEWS: MORE TO FOLLOW',
  'ALL RIGHTS RESERVED',
  'FREQUENTLY ASKED QUESTIONS',
  'The President and the Prime Minister left without a word, and the Ambassador stayed.',
  'The Embassy, the Consulate and the Ministry were closed on Friday.',
  'Observers said the Spokesperson had lied to Parliament.',
  'My Mom and Dad never liked the Internet.',
  'You can pay by PayPal or VISA, PIN needed; ATM, PDF and FAQ are on the site.',
  'The Iranian regime and the Iraqi people want different things.',
  'Most Shi’ite Muslims and Sunni Arabs agree on that.',
  'Iranians, Iraqis and the Lebanese marched together.',
  'Copyright © 2024 All Rights Reserved | XML Sitemap | Contact Us',
  'Privacy Policy | Terms of Use | Cookie Settings | Site Map | RSS Feed',
  'Home News World Sports Business Opinion Lifestyle Weather Video',
  'Home > World News > Latest Stories',
  'Subscribe Now Log In My Account Customer Service',
  'Most Popular Stories This Week',
  'Advertisement Continue Reading the Main Story',
  'Social media and sharing icons powered by the Ultimate Plugin',
  'Click Here to Download the Full Report in PDF',
  'Related Articles and Further Reading',
  'Editor’s Note: This Story Has Been Updated',
  'Photo Credit: File Photo',
  'Updated 4:30 PM EST',
  'The Court of Appeal and the Senate rose early; the Army did not.',
  'On Monday the Prime Minister, the Foreign Minister and the Chief of Staff resigned.',
  'The Head of the Office said the Internet was down; the Imam and the Shah said nothing.',
  'WHAT WE KNOW SO FAR',
  "I'm sure they've seen it, and I've told them we'll go; it's what you'd do.",
  'I’m not sure. I’ve been there, I’d say, and they’re right.',
  'About Us | Contact Us | Help Us',
  'AI, SEO and CRM tools help, and so do APIs; the CEO likes GDP, ROI and VAT.',
  'Q: What Happens Next? A: Nobody Knows.',
  'Strategic Depth Is Collapsing, Experts Say',
];

const compose = (template, spans, at, memory) => {
  let text = '';
  const add = (value, type) => {
    if (type) spans.push({ start: at + text.length, end: at + text.length + value.length, type });
    text += value;
  };
  for (const part of template.split(/(\{\w+\})/)) {
    if (!/^\{\w+\}$/.test(part)) {
      text += part;
      continue;
    }
    const slot = part.slice(1, -1);
    if (slot === 'P') {
      const name = fullName();
      memory.surname = name.split(' ').at(-1);
      add(name, 'person');
    } else if (slot === 'S1') add(next() < 0.5 && memory.surname ? memory.surname : surname(), 'person');
    else if (slot === 'G') add(givenName(), 'person');
    else if (slot === 'F') {
      // joins the given name before it: "call Ann Lee"
      const name = familyName();
      text += name;
      spans[spans.length - 1] = { ...spans.at(-1), end: at + text.length };
    } else if (slot === 'L') add(place(), 'place');
    else if (slot === 'LU') add(next() < 0.5 ? pick(countries) : pick(regions), 'place');
    else if (slot === 'L1') {
      const country = pick([
        'Iran',
        'Iraq',
        'Syria',
        'Turkey',
        'India',
        'Kenya',
        'Chile',
        'Libya',
        'Egypt',
        'Ukraine',
        'Nigeria',
      ]);
      text += country;
      spans[spans.length - 1] = { ...spans.at(-1), end: at + text.length };
    } else if (slot === 'C') add(next() < 0.7 ? pick(cities) : pick(towns), 'place');
    else if (slot === 'CU') add((next() < 0.8 ? pick(cities) : pick(towns)).toUpperCase(), 'place');
    else if (slot === 'O') {
      memory.body = body();
      add(memory.body, 'organization');
    } else if (slot === 'A')
      add(initials(memory.body ?? '').length > 1 ? initials(memory.body) : acronym(), 'organization');
    else if (slot === 'X')
      add(next() < 0.4 ? pick(bodies.filter((b) => /^[A-Z]{3,5}$/.test(b))) : acronym(), 'organization');
    else if (slot === 'AG') add(pick(AGENCIES), 'organization');
    else if (slot === 'U') add(pick(['U.S.', 'US', 'UK', 'U.K.', 'U.S.']), 'place');
    else if (slot === 'D') add(pick(DEMONYMS), 'misc');
    else if (slot === 'T') add(pick(TITLES));
    else if (slot === 'R') add(pick(ROLES));
    else if (slot === 'W') add(pick(DAYS));
    else if (slot === 'Y') add(date());
    else if (slot === 'M') add(pick(MONTHS));
    else if (slot === 'SM') add(pick(SHORT_MONTHS));
    else if (slot === 'N') add(String(1 + below(next() < 0.2 ? 2000 : 60)));
    else if (slot === 'pm')
      add(pick(['prime minister', 'foreign minister', 'president', 'opposition leader']));
  }
  return text;
};

/** Made-up documents of a few lines each, the same every time. */
export const composedDocs = (count = 420) =>
  Array.from({ length: count }, (_, id) => {
    let text = '';
    const spans = [];
    const memory = {};
    const line = (template) => {
      text += `${compose(template, spans, text.length, memory)}\n`;
    };
    const headline = pick(HEADLINES);
    if (next() < 0.8) line(headline);
    if (next() < 0.35) line(pick(CAPTIONS));
    if (next() < 0.6) line(pick(DATELINES));
    const sentences = 2 + below(4);
    for (let i = 0; i < sentences; i++) line(pick(NEWS));
    if (next() < 0.3) line(pick(CAPTIONS));
    if (next() < 0.4) line(pick(PLAIN));
    return { id: `composed${id}`, text, misc: true, open: [], spans };
  });
