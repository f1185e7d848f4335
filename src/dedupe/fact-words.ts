import { Words } from './words.ts';

/**
 * Words of one language that are facts though many languages write them without a capital: weekdays, months
 * (with the case that a date takes) and numerals. A language that is not here is served by the digits and
 * capitals of its text. Left out are words that are common in another
 * meaning, in the language itself or in another one: `one`, `may`, `second`, Turkish `on`, Spanish `once`.
 */
const DATES: Readonly<Record<string, string>> = {
  en: 'january february april june july august september october november december monday tuesday wednesday thursday friday saturday sunday',
  de: 'januar februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonntag',
  fr: 'janvier février mars avril juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi dimanche',
  es: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles jueves viernes sábado domingo',
  it: 'gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre lunedì martedì mercoledì giovedì venerdì sabato domenica',
  pt: 'janeiro fevereiro março maio junho julho setembro outubro novembro dezembro segunda terça quarta quinta sexta',
  nl: 'januari februari maart mei augustus maandag dinsdag woensdag donderdag vrijdag zaterdag zondag',
  pl: 'styczeń stycznia luty lutego marzec marca kwiecień kwietnia maj maja czerwiec czerwca lipiec lipca sierpień sierpnia wrzesień września październik października listopad listopada grudzień grudnia poniedziałek wtorek środa czwartek piątek sobota niedziela',
  cs: 'leden ledna únor února březen března duben dubna květen května červen června červenec července srpen srpna září říjen října listopadu prosinec prosince pondělí úterý středa čtvrtek pátek neděle',
  sk: 'január januára február februára marec apríl apríla máj mája jún júna júl júla augusta septembra október októbra novembra decembra pondelok utorok streda štvrtok piatok nedeľa',
  sl: 'junij julij avgust ponedeljek torek sreda četrtek petek nedelja',
  hr: 'siječanj siječnja veljača veljače ožujak ožujka travanj travnja svibanj svibnja lipanj lipnja srpanj srpnja kolovoz kolovoza rujan rujna studeni studenoga prosinac prosinca ponedjeljak utorak srijeda četvrtak petak subota nedjelja',
  ro: 'ianuarie februarie martie aprilie iunie iulie septembrie octombrie noiembrie decembrie luni marți miercuri joi vineri sâmbătă duminică',
  hu: 'március április május június július augusztus szeptember hétfő kedd szerda csütörtök péntek szombat vasárnap',
  sv: 'augusti måndag tisdag onsdag torsdag fredag lördag söndag',
  da: 'marts mandag tirsdag lørdag søndag',
  nb: 'desember',
  fi: 'tammikuu tammikuuta helmikuu helmikuuta maaliskuu maaliskuuta huhtikuu huhtikuuta toukokuu toukokuuta kesäkuu kesäkuuta heinäkuu heinäkuuta elokuu elokuuta syyskuu syyskuuta lokakuu lokakuuta marraskuu marraskuuta joulukuu joulukuuta maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai',
  et: 'jaanuar veebruar märts aprill juuni juuli oktoober detsember esmaspäev teisipäev kolmapäev neljapäev reede laupäev pühapäev',
  lv: 'janvāris februāris aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris pirmdiena otrdiena trešdiena ceturtdiena piektdiena sestdiena svētdiena',
  lt: 'sausis sausio vasaris vasario kovas kovo balandis balandžio gegužė gegužės birželis birželio liepa liepos rugpjūtis rugpjūčio rugsėjis rugsėjo spalis spalio lapkritis lapkričio gruodis gruodžio pirmadienis antradienis trečiadienis ketvirtadienis penktadienis šeštadienis sekmadienis',
  ru: 'январь января февраль февраля март марта апрель апреля май мая июнь июня июль июля август августа сентябрь сентября октябрь октября ноябрь ноября декабрь декабря понедельник вторник среда четверг пятница суббота воскресенье',
  uk: 'січень січня лютий лютого березень березня квітень квітня травень травня червень червня липень липня серпень серпня вересень вересня жовтень жовтня листопад листопада грудень грудня понеділок вівторок середа четвер пятниця субота неділя',
  bg: 'януари февруари април юни юли септември октомври ноември декември понеделник сряда четвъртък петък събота неделя',
  sr: 'јануар фебруар мај јун јул септембар октобар новембар децембар понедељак уторак четвртак петак недеља',
  el: 'ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή',
  tr: 'ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık pazartesi salı çarşamba perşembe cuma cumartesi pazar',
  id: 'maret agustus senin selasa rabu kamis jumat sabtu minggu',
  ca: 'gener febrer març dabril maig juny juliol agost dagost setembre doctubre desembre dilluns dimarts dimecres dijous divendres dissabte diumenge',
  eu: 'urtarrila otsaila martxoa apirila maiatza ekaina uztaila abuztua iraila urria azaroa abendua astelehena asteartea asteazkena osteguna ostirala larunbata igandea',
  sq: 'janar shkurt prill qershor korrik gusht shtator tetor nëntor dhjetor hënë martë mërkurë enjte premte shtunë diel',
};

const NUMERALS: Readonly<Record<string, string>> = {
  en: 'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen dozens twice first third fourth fifth sixth seventh eighth ninth tenth',
  de: 'zwei drei vier fünf sechs sieben acht neun zehn zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert tausend million millionen milliarde milliarden erste zweite dritte vierte fünfte',
  fr: 'deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante cent cents mille million millions milliard milliards premier première deuxième troisième quatrième cinquième',
  es: 'dos tres cuatro cinco seis siete ocho nueve diez doce trece catorce quince veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento mil millón millones primero primera segundo tercero tercera cuarto quinto',
  it: 'tre quattro cinque sette otto nove dieci undici dodici tredici quattordici quindici venti trenta quaranta cinquanta sessanta settanta ottanta novanta cento mille mila milione milioni miliardo miliardi primo prima secondo seconda terzo terza',
  pt: 'dois duas três quatro cinco seis sete oito nove dez onze doze treze catorze quinze vinte trinta quarenta cinquenta sessenta setenta oitenta noventa cem cento mil milhão milhões bilhão bilhões primeiro primeira segundo terceiro terceira',
  nl: 'twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd duizend miljoen miljard eerste tweede derde',
  sv: 'två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton tjugo trettio fyrtio femtio sextio sjuttio åttio nittio hundra tusen miljon miljoner miljard miljarder första andra tredje',
  pl: 'dwa dwie dwóch trzy trzech cztery czterech pięć pięciu sześć sześciu siedem osiem dziewięć dziesięć jedenaście dwanaście dwadzieścia trzydzieści czterdzieści pięćdziesiąt sto tysiąc tysiące tysięcy milion miliony milionów miliard',
  ru: 'два две двух три трех трёх четыре четырех пять пяти шесть шести семь восемь девять десять одиннадцать двенадцать двадцать тридцать сорок пятьдесят сто тысяча тысячи тысяч миллион миллиона миллионов миллиард миллиардов',
  tr: 'iki üç dört beş altı yedi sekiz dokuz yirmi otuz kırk elli altmış yetmiş seksen doksan yüz milyon milyar',
};

/** Hashes of words as `Words` makes them. That another word may have one only makes it a fact. */
const hashesOf = (table: Readonly<Record<string, string>>): ReadonlySet<number> => {
  const words = new Words().read(Object.values(table).join(' '));
  return new Set(words.hashes.subarray(0, words.count));
};

const DATE_WORDS = hashesOf(DATES);
const NUMBER_WORDS = hashesOf(NUMERALS);

export const isDateWord = (hash: number): boolean => DATE_WORDS.has(hash);
export const isNumberWord = (hash: number): boolean => NUMBER_WORDS.has(hash);
