import { opensWithIcon } from '../icons.ts';
import { folded } from '../text.ts';

const LONGEST_TAG = 60;
/** "contentId: 4711": what a system notes for itself. */
const NOTE = /^\p{Ll}[\p{L}\d_-]*:\s?\S/u;
/** "Read more →" leads on. */
const LEADS_ON = /[→»›↗]$/;

/** "27 Oct 2012 - 12:14 CET" leads to a day. */
const CLOCK = /\d{1,2}:\d{2}(?!\d)/;
/** "according to the town hall.", "Book your passage with us!" */
const SENTENCE = /^\p{Ll}.*\s.*\p{Ll}{3}\.$|^\S+\s\S+\s\S.*!$/su;

const THINGS =
  'categories|topics|tags|posts|articles|products|stories|news|threads|kategorien|themen|artikel|beiträge|produkte|catégories|sujets|thèmes|produits|categorías|temas|artículos|productos|categorias|artigos|produtos|categorie|argomenti|articoli|prodotti|kategorie|tematy';
/** "Browse All Categories", "Alle Themen": what leads to everything that the site has. */
const LEADS_TO_ALL = new RegExp(
  `^(?:(?:browse|see|view|show|explore|voir|ver|vedi|bekijk|zobacz)\\s)?(?:all|alle|tou(?:te)?s les|tod[oa]s (?:l[oa]s|[oa]s)|tutt[ie] (?:i|le|gli)|wszystkie)\\s(?:${THINGS})(?:\\s|$)|^(?:browse|see|view|show|explore)\\sall\\s`,
  'iu',
);
/** "Next topic" turns the page. */
const TURNS =
  /^(?:previous|prev|next|older|newer|vorherige[rs]?|nächste[rs]?|précédente?|suivante?|anterior|siguiente|próximo|successivo|precedente)\s(?:topic|post|article|page|thread|story|entry|thema|beitrag|artikel|seite|sujet|tema|articolo|página|pagina)$/iu;

/** "Read more about harbours", "Buy now": what a button or a link to one story says. */
const BUTTON =
  /^(?:(?:read|learn|find|click|see|discover|view) (?:more|out|here|to|on|deal)|(?:buy|shop|order|pre-?order|book|download|subscribe|sign up) (?:now|here|it|today|at|on)|weiterlesen|mehr (?:erfahren|lesen|dazu)|jetzt (?:kaufen|bestellen|lesen)|lire (?:la suite|plus)|en savoir plus|leer más|saber más|saiba mais|leia mais|leggi (?:tutto|di più)|scopri di più|lees (?:meer|verder)|läs mer|læs mere|les mer|czytaj (?:więcej|dalej)|číst dál|подробнее|читать далее)(?![\p{L}\p{N}])/iu;

/** "$150 at Amazon": what something costs, and where. */
const PRICED = /^\p{Sc}\s?\p{Nd}|^\p{Nd}[\p{Nd}.,]*\s?\p{Sc}/u;

/** Whether a string that markup or a list calls a tag can be one. */
export const isTag = (tag: string): boolean =>
  tag.length <= LONGEST_TAG &&
  /\p{L}|\p{N}{2}/u.test(tag) &&
  folded(tag) !== '' &&
  !/^(?:https?:|\/\/)/.test(tag) &&
  !NOTE.test(tag) &&
  !LEADS_ON.test(tag) &&
  !CLOCK.test(tag) &&
  !SENTENCE.test(tag) &&
  !PRICED.test(tag) &&
  !BUTTON.test(tag) &&
  !LEADS_TO_ALL.test(tag) &&
  !TURNS.test(tag) &&
  !opensWithIcon(tag);
