import { pick } from './random.ts';
import { headline, lead } from './voices.ts';

/** The words of one language from which entries are put together. Invented places and people only. */
export interface Tongue {
  readonly code: string;
  readonly subjects: readonly string[];
  readonly verbs: readonly string[];
  readonly places: readonly string[];
  readonly sentences: readonly string[];
  readonly names: readonly string[];
  readonly tags: readonly string[];
  readonly by: string;
  readonly more: string;
  readonly date: (day: number, month: number, year: number) => string;
}

const EN_MONTHS =
  'January February March April May June July August September October November December'.split(' ');
const DE_MONTHS = 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(
  ' ',
);
const FR_MONTHS =
  'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ');
const ES_MONTHS =
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' ');

export const TONGUES: readonly Tongue[] = [
  {
    code: 'en',
    subjects: [
      'Ferry',
      'Tram line',
      'Bell tower',
      'Night market',
      'Harbour school',
      'Reservoir',
      'Paper mill',
    ],
    verbs: [
      'reopens after repairs in',
      'divides the council of',
      'draws crowds to',
      'loses its keeper in',
      'gets a second life in',
    ],
    places: ['Tarnwick', 'Ostrey', 'Port Hallam', 'Merrowdale', 'Gullhaven', 'Saint Brannoc'],
    sentences: [
      'The council had promised the money nine years ago and nobody in the room could remember who signed the letter.',
      'Residents queued from early morning, and the last of them were let in shortly before the lamps were lit.',
      'An engineer who has known the building since childhood said that it would outlive all of its critics.',
      'The company declined to say how long the trial would last, but its own timetable gives it until the spring.',
      'Three of the oldest families in the town have offered to pay for the paint, on condition that it is blue.',
      'For the shopkeepers along the quay it was the best weekend since the storm took the old pier.',
    ],
    names: ['Ada Merrin', 'Tomas Quayle', 'Ines Halloway', 'Peter Ostrander', 'Maud Kessel'],
    tags: ['harbour', 'council', 'transport', 'heritage', 'winter', 'trade', 'schools'],
    by: 'By',
    more: 'Continue reading',
    date: (day, month, year) => `${EN_MONTHS[month]} ${day}, ${year}`,
  },
  {
    code: 'de',
    subjects: ['Fähre', 'Straßenbahn', 'Glockenturm', 'Nachtmarkt', 'Hafenschule', 'Stausee', 'Papiermühle'],
    verbs: [
      'öffnet nach der Reparatur in',
      'spaltet den Stadtrat von',
      'lockt Besucher nach',
      'verliert den Wärter in',
      'bekommt ein zweites Leben in',
    ],
    places: ['Tarnwiek', 'Osterey', 'Hallamshafen', 'Merrotal', 'Möwenbucht', 'Sankt Brann'],
    sentences: [
      'Der Rat hatte das Geld schon vor neun Jahren versprochen, und niemand im Saal wusste noch, wer den Brief unterschrieben hat.',
      'Die Anwohner standen seit dem frühen Morgen an, und die letzten kamen erst kurz vor dem Anzünden der Lampen hinein.',
      'Eine Ingenieurin, die das Gebäude seit ihrer Kindheit kennt, sagte, es werde alle seine Kritiker überleben.',
      'Die Gesellschaft wollte nicht sagen, wie lange der Versuch dauert, doch ihr eigener Fahrplan reicht bis zum Frühling.',
      'Drei der ältesten Familien der Stadt wollen die Farbe bezahlen, unter der Bedingung, dass sie blau ist.',
    ],
    names: ['Ada Merrin', 'Tomas Quell', 'Ines Hallweg', 'Peter Ostrander', 'Maud Kessel'],
    tags: ['Hafen', 'Stadtrat', 'Verkehr', 'Denkmal', 'Winter', 'Handel', 'Schulen'],
    by: 'Von',
    more: 'Weiterlesen',
    date: (day, month, year) => `${day}. ${DE_MONTHS[month]} ${year}`,
  },
  {
    code: 'fr',
    subjects: ['Le bac', 'Le tramway', 'Le beffroi', 'Le marché de nuit', 'L’école du port', 'Le barrage'],
    verbs: [
      'rouvre après les travaux à',
      'divise le conseil de',
      'attire la foule à',
      'perd son gardien à',
      'trouve une seconde vie à',
    ],
    places: ['Tarnouic', 'Ostrey', 'Port-Hallan', 'Merreval', 'Goélande', 'Saint-Branoc'],
    sentences: [
      'Le conseil avait promis cet argent il y a neuf ans, et personne dans la salle ne savait plus qui avait signé la lettre.',
      'Les habitants ont fait la queue dès le matin, et les derniers sont entrés peu avant l’allumage des lampes.',
      'Une ingénieure qui connaît le bâtiment depuis l’enfance a dit qu’il survivrait à tous ceux qui le critiquent.',
      'La compagnie n’a pas voulu dire combien de temps durerait l’essai, mais son horaire va jusqu’au printemps.',
    ],
    names: ['Ada Merrin', 'Thomas Quelec', 'Inès Hallouet', 'Pierre Ostran', 'Maude Kessel'],
    tags: ['port', 'conseil', 'transports', 'patrimoine', 'hiver', 'commerce'],
    by: 'Par',
    more: 'Lire la suite',
    date: (day, month, year) => `${day} ${FR_MONTHS[month]} ${year}`,
  },
  {
    code: 'es',
    subjects: [
      'El transbordador',
      'El tranvía',
      'El campanario',
      'El mercado nocturno',
      'La escuela del puerto',
      'El embalse',
    ],
    verbs: [
      'reabre tras las obras en',
      'divide al ayuntamiento de',
      'atrae a miles de vecinos a',
      'pierde a su guardián en',
    ],
    places: ['Tarnavic', 'Ostrey', 'Puerto Hallán', 'Merrovalle', 'Gaviotera', 'San Branoc'],
    sentences: [
      'El ayuntamiento había prometido el dinero hace nueve años y nadie en la sala recordaba quién firmó la carta.',
      'Los vecinos hicieron cola desde la mañana, y los últimos entraron poco antes de que se encendieran las lámparas.',
      'Una ingeniera que conoce el edificio desde la infancia dijo que sobrevivirá a todos los que lo critican.',
      'La compañía no quiso decir cuánto durará la prueba, pero su propio horario llega hasta la primavera.',
    ],
    names: ['Ada Merrín', 'Tomás Quiroga', 'Inés Hallado', 'Pedro Ostrán', 'Magda Kessel'],
    tags: ['puerto', 'ayuntamiento', 'transporte', 'patrimonio', 'invierno', 'comercio'],
    by: 'Por',
    more: 'Leer más',
    date: (day, month, year) => `${day} de ${ES_MONTHS[month]} de ${year}`,
  },
];

/** One invented article as a listing shows it. Parts that it lacks are null or empty. */
export interface Entry {
  readonly title: string;
  readonly slug: string;
  readonly paragraphs: readonly string[];
  readonly author: string | null;
  /** The day as its language writes it. */
  readonly date: string | null;
  /** The same day, ISO 8601. */
  readonly published: string | null;
  readonly tags: readonly string[];
  readonly image: string | null;
  /** Cut off; the rest is on its own page. */
  readonly teaser: boolean;
}

/** A sentence that hardly comes twice: it ends in a person and a number. */
const sentence = (random: () => number, tongue: Tongue): string => {
  const words = pick(random, tongue.sentences).replace(/\.$/, '');
  return `${words} (${pick(random, tongue.names)}, ${pick(random, tongue.places)}, ${1 + Math.floor(random() * 900)}).`;
};

interface Day {
  readonly day: number;
  /** 0-based. */
  readonly month: number;
  readonly year: number;
}

const dayFrom = (random: () => number): Day => ({
  day: 1 + Math.floor(random() * 28),
  month: Math.floor(random() * 12),
  year: 2015 + Math.floor(random() * 9),
});

const isoOf = ({ day, month, year }: Day): string =>
  `${year}-${String(month + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** Entries with varied lengths and missing parts. `full` gives whole posts instead of teasers. */
export const composeEntries = (
  random: () => number,
  tongue: Tongue,
  count: number,
  { full, varied = false }: { readonly full: boolean; readonly varied?: boolean },
): Entry[] => {
  const seen = new Set<string>();
  const entries: Entry[] = [];
  while (entries.length < count) {
    const title = varied
      ? headline(random, tongue)
      : `${pick(random, tongue.subjects)} ${pick(random, tongue.verbs)} ${pick(random, tongue.places)}`;
    if (seen.has(title)) continue;
    seen.add(title);
    const length = full ? 2 + Math.floor(random() * 4) : 1;
    const paragraphs = Array.from({ length }, () =>
      varied
        ? Array.from({ length: full ? 2 : 1 }, () => lead(random, tongue)).join(full ? '. ' : ' ')
        : Array.from({ length: 1 + Math.floor(random() * 3) }, () => sentence(random, tongue)).join(' '),
    );
    const tags = [
      ...new Set([pick(random, tongue.tags), pick(random, tongue.tags), pick(random, tongue.tags)]),
    ];
    const day = random() < 0.95 ? dayFrom(random) : null;
    entries.push({
      title,
      slug: `/news/${entries.length + 1}-${title.toLowerCase().replace(/[^a-z]+/g, '-')}`,
      paragraphs,
      author: random() < 0.9 ? pick(random, tongue.names) : null,
      date: day === null ? null : tongue.date(day.day, day.month, day.year),
      published: day === null ? null : isoOf(day),
      tags: random() < 0.85 ? tags : [],
      image: random() < 0.7 ? `${title.split(' ')[0]} ${pick(random, tongue.places)}` : null,
      teaser: !full,
    });
  }
  return entries;
};
