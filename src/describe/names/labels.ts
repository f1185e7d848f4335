/** Words that systems write where nobody is named, and that links and buttons beside a byline say. */
const WORDS: ReadonlySet<string> = new Set(
  [
    'admin administrator root user guest unknown anonymous author authors autor editor webmaster null undefined none na n/a default superuser wordpress gast nom nombre nome naam anonym staff wordpressadmin siteadmin webadmin name',
    'by von par por di da door af av przez gespeichert abgelegt unter kategorie kategorien tagged filed categories category',
    'more mehr weiter weiterlesen plus más mais altro meer więcej',
    'view profile me us follow share print home comment comments written posted reply antworten répondre responder rispondi on in uhr text texte interview artikel article website sponsored bio page updated published modified',
    'instagram twitter facebook youtube pexels pixabay unsplash linkedin tumblr whatsapp',
    'email e-mail mail rss feed feeds archive archives archiv archivio archivo contact kontakt contacto contatto help hilfe aide ayuda reprints reprint permissions rights subscribe tweet save pdf drucken teilen merken imprimer partager imprimir compartir compartilhar stampa condividi delen afdrukken drukuj udostępnij печать поделиться',
  ].flatMap((words) => words.split(' ')),
);
const BETWEEN: ReadonlySet<string> = new Set([
  'and',
  'und',
  'et',
  'y',
  'e',
  'en',
  'to',
  'the',
  'this',
  'a',
  'by',
]);

/** What links and lines beside a byline say. */
const LABELS =
  /^(?:(?:full|short|author|view|see|read|show)\s(?:bio(?:graphy)?|profile)|privacy policy|last (?:update|modified)|(?:about )?the author|(?:written|posted|reviewed) by|mins? read|release date|(?:paid|sponsored|branded|partner)(?: partner)? (?:content|post|article)|advertorial|(?:bezahlte[rs]? |gesponserte[rs]? )?(?:anzeige|werbung|inhalt)|publi-?r[eé]dactionnel|publirreportaje|publicité|publicado el|publié le|pubblicato il|ver perfil|voir le profil|profil anzeigen|über den autor|super ?user|(?:press releases?|pressemitteilung(?:en)?|medienmitteilung|communiqué de presse|comunicado de prensa|nota de prensa|comunicato stampa|persbericht)(?:\s\p{Ll}{2,4}|\saktuell)?)$/iu;
/** "More from this author", "Mehr von …": what leads on to more. */
const LEADS_ON =
  /^(?:more|mehr|weitere|plus|davantage|autres|todos|todas|más|mais|altri|altro|meer|flere|fler|więcej)\s(?:from|by|stories|articles|posts|about|on|von|vom|artikel|beiträge|de|du|des|articles|artículos|do|da|di|articoli|van|fra|från|od)(?:\s|$)/iu;

/** Whether a string only labels what stands beside it: "View Author Page", "Reprints & permissions". */
export function isLabel(name: string): boolean {
  if (LABELS.test(name) || LEADS_ON.test(name)) return true;
  const words = name.toLowerCase().split(/[\s|/&]+/u);
  return words.some((word) => WORDS.has(word)) && words.every((word) => WORDS.has(word) || BETWEEN.has(word));
}
