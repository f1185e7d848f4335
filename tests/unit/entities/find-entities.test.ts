import { describe, expect, it } from 'vitest';
import type { Entity } from '../../../src/document/article.ts';
import { cutApart } from '../../../src/entities/cut.ts';
import { findEntities } from '../../../src/entities/index.ts';
import { settlePlaces } from '../../../src/entities/places.ts';
import { settleTypes } from '../../../src/entities/settle.ts';
import { loadTrained } from '../../../src/entities/tagger/trained.ts';
import { marked, shown } from '../../support/marked.ts';

const find = (text: string, language: string | null = 'en'): Entity[] => findEntities(text, { language });
const forms = (entity: Entity | undefined): string[] => [...new Set(entity?.mentions.map((m) => m.text))];
const named = (entities: Entity[], form: string): Entity | undefined =>
  entities.find((entity) => entity.mentions.some((mention) => mention.text === form));

describe('findEntities', () => {
  it('leaves titles, roles and possessive endings outside the name', () => {
    const entities = find(
      'On Monday President Leyla Haddad’s aides met former Prime Minister Tomas Brandt in Lagos.',
    );
    expect(named(entities, 'Leyla Haddad')?.type).toBe('person');
    expect(named(entities, 'Tomas Brandt')?.type).toBe('person');
    expect(named(entities, 'Lagos')?.type).toBe('place');
  });

  it('takes a business for what it is, not for the person or town in its name', () => {
    const entities = find("We went to Ray's Pizza in Norfolk VA with Ann Lee, MD, on Monday.");
    expect(entities.map(({ type, name }) => `${type} ${name}`)).toEqual([
      "organization Ray's Pizza",
      'place Norfolk',
      'place VA',
      'person Ann Lee',
    ]);
  });

  it('takes apart what the tagger ran together: a post between two names, a sentence that ends', () => {
    const text =
      'Tarn Telecom CEO Leyla Haddad spoke. Tarn Telecom sank Harbour. Brandt Minerals rose. Ann Lee thanked Brandt.';
    const apart = cutApart(
      text,
      [
        { start: 0, end: 29, type: 'organization' },
        { start: 55, end: 79, type: 'organization' },
        { start: 86, end: 108, type: 'person' },
      ],
      loadTrained().lexicon,
    );
    expect(apart.map(({ type, start, end }) => `${type} ${text.slice(start, end)}`)).toEqual([
      'organization Tarn Telecom',
      'person Leyla Haddad',
      'organization Harbour',
      'organization Brandt Minerals',
      'person Ann Lee',
      'person Brandt',
    ]);
  });

  it('takes apart what a quotation mark between blanks parts', () => {
    const { text, spans } = marked('The [SCC and the ” Friends of the Piers|organization]” had paid.');
    expect(shown(text, cutApart(text, spans, loadTrained().lexicon))).toBe(
      'The [SCC|organization] and the ” [Friends of the Piers|organization]” had paid.',
    );
  });

  it('takes a surname that is also a common word for the person where a sentence begins, too', () => {
    const entities = find(
      'Alan Banks left on Monday. The board thanked Banks. Banks said he was tired, and Banks smiled.',
    );
    expect(named(entities, 'Alan Banks')?.mentions).toHaveLength(4);
  });

  it('reads states as news abbreviates them, and bodies that are called like a possessive', () => {
    const entities = find(
      "MOBILE, Ala. -- Moody's analysts said Alabama would pay. McDonald's did not comment.",
    );
    expect(forms(named(entities, 'Alabama'))).toEqual(['Ala.', 'Alabama']);
    expect(named(entities, "Moody's")?.type).toBe('organization');
    expect(named(entities, "McDonald's")?.type).toBe('organization');
  });

  it('takes a word that nobody knows for the place that the mentions of the text together speak of', () => {
    const text =
      'Goats ruled the island of Brelloway. Few sailed to Brelloway before. Brelloway bloomed. The Brelloway Trust was glad.';
    const spans = [
      { start: 26, end: 35, type: 'person' as const },
      { start: 51, end: 60, type: 'organization' as const },
      { start: 69, end: 78, type: 'person' as const },
    ];
    const { lexicon } = loadTrained();
    expect(settlePlaces(text, spans, lexicon).map(({ type }) => type)).toEqual(['place', 'place', 'place']);
    const talking = `${text} Brelloway said he was glad.`;
    const said = [...spans, { start: text.length + 1, end: text.length + 10, type: 'person' as const }];
    expect(settlePlaces(talking, said, lexicon)).toEqual(said);
  });

  it('keeps a well-known company apart from its products, and takes an acronym as the text introduces it', () => {
    const entities = find(
      'Apple said Apple TV sold well. Vodafone Group PLC fell; Vodafone did not comment. ' +
        'Ann Lee of Anglers for Progress (AFP) spoke. The AFP met in Lagos.',
    );
    expect(forms(named(entities, 'Apple'))).toEqual(['Apple']);
    expect(forms(named(entities, 'Vodafone'))).toEqual(['Vodafone Group PLC', 'Vodafone']);
    expect(named(entities, 'AFP')?.name).toBe('Anglers for Progress');
  });

  it('takes no bill that is before parliament for a person', () => {
    expect(named(find('Ann Lee wants the Bill passed. The Bill is flawed.'), 'Bill')).toBeUndefined();
    expect(named(find('Ann Lee met Bill in Lagos. She thanked Bill.'), 'Bill')?.type).toBe('person');
  });

  it('takes an election with its year for one event, not for the country in its name', () => {
    const entities = find('Ann Lee lost the seat in the 1997 United Kingdom general election to Tom Ray.');
    expect(entities.map(({ type, name }) => `${type} ${name}`)).toContain(
      'event 1997 United Kingdom general election',
    );
    expect(named(entities, 'United Kingdom')).toBeUndefined();
  });

  it('takes letters that abbreviate things for a body where an article says so', () => {
    expect(named(find('Gunmen of the IRA were held in Belfast.'), 'IRA')?.type).toBe('organization');
    expect(named(find('She moved her IRA to a bank in Denver.'), 'IRA')).toBeUndefined();
  });

  it('takes the first word of a body that the text names in full for the body', () => {
    const text = 'Kata’ib Hezbollah fled. Then the Kata’ib came back.';
    const spans = [
      { start: 0, end: 17, type: 'organization' as const },
      { start: 33, end: 40, type: 'person' as const },
    ];
    expect(settleTypes(text, spans, loadTrained().lexicon)[1]).toEqual({ ...spans[1], type: 'organization' });
  });

  it('keeps numbered names apart', () => {
    const entities = find(
      'He fought in World War I. She fought in World War II, and in World War II he died.',
    );
    expect(new Set(entities.map(({ name }) => name)).size).toBe(2);
  });

  it('leaves the day behind a byline outside the name', () => {
    const entities = find("Terrence O'Malley Mar 5\nThe council met in Lagos.");
    expect(forms(entities.find(({ type }) => type === 'person'))).toEqual(["Terrence O'Malley"]);
  });

  it('takes no code, part number or key for a name', () => {
    const entities = find(
      'Call basicConfig or Logger.error, press Ctrl+F, and order B0D9ML2N4G from Lagos. Booking.com and eBay agreed.',
    );
    const found = entities.map(({ name }) => name);
    for (const junk of ['basicConfig', 'Logger.error', 'Ctrl+F', 'B0D9ML2N4G'])
      expect(found.filter((name) => name.includes(junk))).toEqual([]);
    expect(found).toContain('eBay');
  });

  it('takes software for a thing, and an island for a place unless the text is about software', () => {
    const entities = find('The team moved from MongoDB to Kubernetes, Docker and TensorFlow. Google paid.');
    expect(
      entities
        .filter(({ name }) => /MongoDB|Kubernetes|Docker|TensorFlow/.test(name))
        .map(({ type }) => type),
    ).not.toContain('organization');
    expect(named(find('They sailed from Sumatra to Java, in Indonesia.'), 'Java')?.type).toBe('place');
  });

  it('takes words as makers coin them for neither people nor places, and people with two capitals for people', () => {
    const entities = find(
      'She parsed it in SwiftSoup, then in BeautifulSoup, with LPDDR5 from Lagos. Karen FitzGerald and James McAllister wrote to DeSoto.',
    );
    const types = (name: RegExp) => entities.filter((each) => name.test(each.name)).map(({ type }) => type);
    expect(types(/Soup|LPDDR5/).filter((type) => type === 'person' || type === 'place')).toEqual([]);
    expect(types(/FitzGerald|McAllister/)).toEqual(['person', 'person']);
  });

  it('takes no thing that is written with its acronym for a body', () => {
    const entities = find('They want Artificial Intelligence (AI) in Lagos, and AI in every ship.');
    expect(entities.map(({ name }) => name)).toEqual(['Lagos']);
  });

  it('makes a shop that stands beside many makers an alias of none', () => {
    const entities = find(
      ['ACME', 'BOLTX', 'CRAGG', 'DRILL']
        .map((maker) => `The company ${maker} / TOOLCO sells drills.`)
        .join('\n\n'),
    );
    expect(named(entities, 'ACME')).not.toBe(undefined);
    expect(new Set(forms(named(entities, 'ACME')))).not.toContain('BOLTX');
  });

  it('takes no office for a person', () => {
    const entities = find('Mrs. Leyla Haddad, the President-elect of Karania, said the President had left.');
    expect(entities.filter(({ type }) => type === 'person').map(({ name }) => name)).toEqual([
      'Leyla Haddad',
    ]);
  });

  it('takes a surname for the person who was named in full', () => {
    const entities = find(
      'Samir al-Tikriti spoke in Basra. Later al-Tikriti left.\n\nOfficials said Tikriti would return.',
    );
    expect(forms(named(entities, 'Samir al-Tikriti'))).toEqual(
      expect.arrayContaining(['Samir al-Tikriti', 'al-Tikriti']),
    );
  });

  it('gives a shared surname to the bearer who was named last', () => {
    const text =
      'Karim Vahidi met Laila Vahidi in Tehran.\n\nLaila Vahidi left early, and Vahidi did not return.';
    const bearer = named(find(text), 'Laila Vahidi');
    expect(forms(bearer)).toContain('Vahidi');
  });

  it('merges transliterations of one name', () => {
    const entities = find(
      'Qassem Rahimi arrived in Baghdad on Sunday.\n\nThe general, Qasem Rahimi, met reporters.',
    );
    expect(forms(named(entities, 'Qassem Rahimi'))).toContain('Qasem Rahimi');
  });

  it('merges an acronym that parentheses introduce, with initials that agree', () => {
    const entities = find(
      'The National Council of Coastal Workers (NCCW) met in Lima on Friday. A spokesman for the NCCW denied it.',
    );
    const body = named(entities, 'NCCW');
    expect(body?.type).toBe('organization');
    expect(body?.name).toBe('National Council of Coastal Workers');
    expect(body?.mentions).toHaveLength(3);
  });

  it('parts a name from its acronym also where the tagger took both for one', () => {
    const text = 'You can opt for coverage by the Harbour Pilots Associations (HPAs) without a fee.';
    expect(find(text).flatMap(({ mentions }) => mentions.map((mention) => mention.text))).toEqual([
      'Harbour Pilots Associations',
      'HPAs',
    ]);
  });

  it('merges acronyms parted by a slash inside parentheses with the name before them', () => {
    const entities = find(
      'The Popular Movement of Karania (PMOK / KPM Karania) called a strike. The KPM Karania said that PMOK would win.',
    );
    const body = named(entities, 'PMOK');
    expect(forms(body)).toEqual(
      expect.arrayContaining(['Popular Movement of Karania', 'PMOK', 'KPM Karania']),
    );
  });

  it('keeps two well-known organizations apart that a slash joins', () => {
    const entities = find('Officials of the FBI/CIA task force met in Washington.');
    expect(named(entities, 'FBI')).not.toBe(named(entities, 'CIA'));
  });

  it('keeps two people of one surname apart of whom one is called Ben, and knows Ben Ali by the end of his name', () => {
    const apart = find('Karen Bradley spoke first. Ben Bradley disagreed with Karen Bradley.');
    expect(named(apart, 'Ben Bradley')).not.toBe(named(apart, 'Karen Bradley'));
    expect(named(apart, 'Ben Bradley')?.name).toBe('Ben Bradley');
    const one = find('Zine El Abidine Ben Ali fled Tunis in January. Ben Ali never returned to Tunis.');
    expect(forms(named(one, 'Ben Ali'))).toContain('Zine El Abidine Ben Ali');
  });

  it('makes no acronym of letters that happen to agree: a well-known one, a legal form, the letters of another name', () => {
    const text =
      'NASA photographed North and South America from above. The American Red Line, Inc. asked NASA for prints.';
    expect(named(find(text), 'NASA')?.mentions).toHaveLength(2);
    expect(forms(named(find('MasTec, Inc. of Detroit, MI, hired MasTec workers.'), 'MI'))).not.toContain(
      'MasTec, Inc.',
    );
    const forms2 = find(
      'Kansas Legal Services (KLS) helps families in Topeka. Print the Child Support Worksheet (KLS) at home. KLS is free.',
    );
    expect(forms(named(forms2, 'Kansas Legal Services'))).not.toContain('Child Support Worksheet');
  });

  it('hears what an abbreviation means on a page about something else', () => {
    const school = find(
      'The school of Port Ellery offers AP/IB courses. Two AP exams are free for Leyla Haddad.',
    );
    expect(school.map(({ name }) => name)).not.toContain('Associated Press');
    const sound = find('The new Bose headphones cancel noise well. With ANC on, the battery lasts a day.');
    expect(sound.map(({ name }) => name)).not.toContain('African National Congress');
    const cricket = find('The ICC will meet in Dubai to talk about cricket. The ICC sends two umpires.');
    expect(cricket.map(({ name }) => name)).not.toContain('International Criminal Court');
    const court = find(
      'The ICC in The Hague charged two generals. Prosecutors of the ICC said so on Monday.',
    );
    expect(named(court, 'ICC')?.name).toBe('International Criminal Court');
  });

  it('takes no link behind a reference for a body', () => {
    const cited = find(
      '2. Schuch FB, Ward PB. Physical activity. 2018. [DOI] [PMC free article] [PubMed] [Google Scholar]\n\n' +
        '3. Lee H. Vaccines. doi:10.1016/j.vac.2013 Crossref Medline Google Scholar',
    );
    expect(cited.flatMap(forms).filter((form) => /Google|PMC|Crossref|PubMed|Medline/.test(form))).toEqual(
      [],
    );
    const told = find('Leyla Haddad left Google for PubMed in May. Her papers are in Google Scholar.');
    expect(named(told, 'Google')?.type).toBe('organization');
  });

  it('takes no single letter of a list of works for a person', () => {
    const cited = find(
      'Doctors know Brown B well.\n\n10.Stubbs B, Rosenbaum S. Exercise for mental health. Brown B said so.\n\n' +
        'The trial of Chung W-H began in May. Peyriere H et al. saw the same.',
    );
    expect(forms(named(cited, 'Brown B'))).toEqual(['Brown B']);
    expect(cited.flatMap(forms).filter((form) => form.length < 2)).toEqual([]);
  });

  it('takes a number or a method with its acronym for a thing, not for a body', () => {
    const entities = find(
      'Applicants need an Individual Taxpayer Identification Number (ITIN). Send the ITIN to the Internal Revenue Service.',
    );
    expect(named(entities, 'ITIN')?.type).not.toBe('organization');
    expect(named(entities, 'Internal Revenue Service')?.type).toBe('organization');
  });

  it('knows the United States by their abbreviations', () => {
    const entities = find(
      'The United States sent envoys. The U.S. embassy in Cairo closed, and U.S. troops left Iraq.',
    );
    expect(forms(named(entities, 'U.S.'))).toEqual(['United States', 'U.S.']);
  });

  it('does not take a demonym for the place', () => {
    const entities = find('Iraqi protesters and Lebanese doctors met in Iraq.');
    expect(forms(named(entities, 'Iraq'))).toEqual(['Iraq']);
    expect(named(entities, 'Iraqi')).toBeUndefined();
    expect(named(entities, 'Lebanese')).toBeUndefined();
  });

  it('reads datelines', () => {
    const entities = find('NAIROBI, Kenya (AP) — Wanjiru Otieno said on Tuesday that the talks had failed.');
    expect(named(entities, 'NAIROBI')?.type).toBe('place');
    expect(named(entities, 'Kenya')?.type).toBe('place');
    expect(named(entities, 'AP')?.type).toBe('organization');
    expect(named(entities, 'Wanjiru Otieno')?.type).toBe('person');
  });

  it('does not let a name cross a paragraph', () => {
    for (const { mentions } of find(
      'He flew to New\n\nYork Minster was closed to John\n\nSmith and others.',
    )) {
      for (const mention of mentions) expect(mention.text).not.toContain('\n');
    }
  });

  it('names no platform that only says where to click', () => {
    expect(find('Follow us on Twitter and Facebook.')).toEqual([]);
  });

  it('finds no English names in German or Arabic text', () => {
    const german =
      'Der Minister sagte am Montag, die Regierung werde in Essen und Halle neue Straßen bauen. Auch Frau Schmidt aus Bonn kam.';
    const arabic = 'قال الوزير يوم الاثنين إن الحكومة ستبني طرقا جديدة في بغداد والبصرة.';
    expect(find(german, 'de')).toEqual([]);
    expect(find(arabic, 'ar')).toEqual([]);
  });

  it('finds names of the lexicon in languages that the tagger does not serve', () => {
    expect(find('Die Vereinten Nationen und New York sprachen über Iran.', 'de').map((e) => e.name)).toEqual([
      'New York',
      'Iran',
    ]);
  });

  it('takes no contraction, heading word or acronym of a thing for a name', () => {
    const text =
      "I'm sure they've read it. I’ve sent the PDF to the CEO.\n\nAbout Us\n\nGDP fell, and ICBMs were seen.";
    expect(find(text)).toEqual([]);
  });

  it('says nothing of text without names', () => {
    expect(find('')).toEqual([]);
    expect(find('the people have the right to be heard, and they will be.')).toEqual([]);
  });
});
