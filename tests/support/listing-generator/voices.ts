import type { Tongue } from './entries.ts';
import { pick } from './random.ts';

/** What headlines and first sentences are made of. */
export interface Words {
  readonly subject: string;
  readonly verb: string;
  readonly place: string;
  readonly name: string;
  readonly number: number;
}

/** Headlines and excerpts as news desks and bloggers write them: of any length, with and without a stop. */
interface Voice {
  readonly headlines: readonly ((words: Words) => string)[];
  readonly leads: readonly ((words: Words) => string)[];
  readonly ago: (hours: number) => string;
  readonly minutes: (count: number) => string;
  readonly comments: (count: number) => string;
  readonly posted: (date: string, name: string) => string;
  readonly filed: string;
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const VOICES: Readonly<Record<string, Voice>> = {
  en: {
    headlines: [
      ({ subject, verb, place }) => `${subject} ${verb} ${place}`,
      ({ subject }) => `${subject} notes`,
      ({ subject, place }) => `What will become of the ${lower(subject)} at ${place}?`,
      ({ name, place }) => `“Nobody asked us”: ${name} on the winter that changed ${place}`,
      ({ number, subject, place }) =>
        `${number} days, two storms and a broken crane: how the ${lower(subject)} crew brought ${place} through the flood`,
      ({ place }) => `${place} says no`,
      ({ name }) => `${name}: Keep the old timetable`,
      ({ place, number }) => `${place} raises fares by ${number % 30} percent`,
    ],
    leads: [
      ({ place, number }) => `The vote in ${place} was ${number} to nine, and it surprised even the winners.`,
      ({ name }) => `${name} has kept the keys for thirty years and has no plan to hand them over`,
      ({ subject, place }) =>
        `A short walk from the station at ${place}, the ${lower(subject)} waits for a buyer, a roof and somebody who knows how the boiler works.`,
      ({ number }) => `It took ${number} letters before anybody answered`,
      ({ place, number }) =>
        `Prices in ${place} have risen for the ${number % 9}th month in a row, and shopkeepers say that they see no end to it before the summer guests…`,
      ({ name, subject }) =>
        `We asked ${name} what the ${lower(subject)} means to her, and why she still rows across every morning. Her answer was longer than our tape.`,
    ],
    ago: (hours) => `${hours} hours ago`,
    minutes: (count) => `${count} min read`,
    comments: (count) => `${count} comments`,
    posted: (date, name) => `Posted on ${date} by ${name}`,
    filed: 'Posted in ',
  },
  de: {
    headlines: [
      ({ subject, verb, place }) => `${subject} ${verb} ${place}`,
      ({ place }) => `${place} sagt Nein`,
      ({ subject, place }) => `Was wird aus dem Plan „${subject}“ in ${place}?`,
      ({ name, place }) => `„Uns hat keiner gefragt“: ${name} über den Winter, der ${place} verändert hat`,
      ({ number, place }) =>
        `${number} Tage, zwei Stürme und ein gebrochener Kran: wie die Mannschaft ${place} durch die Flut brachte`,
      ({ name }) => `${name}: Lasst den alten Fahrplan`,
      ({ place, number }) => `${place} erhöht die Preise um ${number % 30} Prozent`,
    ],
    leads: [
      ({ place, number }) =>
        `Die Abstimmung in ${place} ging ${number} zu neun aus und überraschte selbst die Sieger.`,
      ({ name }) => `${name} hat seit dreißig Jahren den Schlüssel und gibt ihn nicht her`,
      ({ place }) =>
        `Nicht weit vom Bahnhof in ${place} wartet das Haus auf einen Käufer, ein Dach und jemanden, der den Kessel versteht.`,
      ({ number }) => `Es brauchte ${number} Briefe bis zur ersten Antwort`,
      ({ place, number }) =>
        `In ${place} steigen die Preise im ${number % 9}. Monat, und die Händler sehen bis zu den Sommergästen kein Ende…`,
      ({ name }) =>
        `Wir haben ${name} gefragt, warum sie noch jeden Morgen hinüber rudert. Die Antwort war länger als unser Band.`,
    ],
    ago: (hours) => `vor ${hours} Stunden`,
    minutes: (count) => `${count} Min. Lesezeit`,
    comments: (count) => `${count} Kommentare`,
    posted: (date, name) => `Veröffentlicht am ${date} von ${name}`,
    filed: 'Veröffentlicht in ',
  },
  fr: {
    headlines: [
      ({ subject, verb, place }) => `${subject} ${verb} ${place}`,
      ({ place }) => `${place} dit non`,
      ({ place }) => `Que va devenir le vieux pont de ${place} ?`,
      ({ name, place }) => `« Personne ne nous a demandé » : ${name} sur l’hiver qui a changé ${place}`,
      ({ number, place }) =>
        `${number} jours, deux tempêtes et une grue cassée : comment ${place} a traversé la crue`,
      ({ place, number }) => `${place} augmente ses tarifs de ${number % 30} pour cent`,
    ],
    leads: [
      ({ place, number }) =>
        `Le vote à ${place} s’est terminé par ${number} voix contre neuf, à la surprise générale.`,
      ({ name }) => `${name} garde les clés depuis trente ans et ne compte pas les rendre`,
      ({ place }) =>
        `Près de la gare de ${place}, la maison attend un acheteur, un toit et quelqu’un qui comprenne la chaudière.`,
      ({ number }) => `Il a fallu ${number} lettres avant la première réponse`,
      ({ name }) =>
        `Nous avons demandé à ${name} pourquoi elle traverse encore chaque matin à la rame. Sa réponse fut longue.`,
    ],
    ago: (hours) => `il y a ${hours} heures`,
    minutes: (count) => `${count} min de lecture`,
    comments: (count) => `${count} commentaires`,
    posted: (date, name) => `Publié le ${date} par ${name}`,
    filed: 'Publié dans ',
  },
  es: {
    headlines: [
      ({ subject, verb, place }) => `${subject} ${verb} ${place}`,
      ({ place }) => `${place} dice no`,
      ({ place }) => `¿Qué será del viejo puente de ${place}?`,
      ({ name, place }) => `«Nadie nos preguntó»: ${name} sobre el invierno que cambió ${place}`,
      ({ number, place }) => `${number} días, dos tormentas y una grúa rota: así pasó ${place} la riada`,
      ({ place, number }) => `${place} sube las tarifas un ${number % 30} por ciento`,
    ],
    leads: [
      ({ place, number }) =>
        `La votación en ${place} acabó ${number} a nueve y sorprendió incluso a los ganadores.`,
      ({ name }) => `${name} guarda las llaves desde hace treinta años y no piensa entregarlas`,
      ({ place }) =>
        `Cerca de la estación de ${place}, la casa espera un comprador, un tejado y alguien que entienda la caldera.`,
      ({ number }) => `Hicieron falta ${number} cartas para la primera respuesta`,
      ({ name }) => `Preguntamos a ${name} por qué cruza todavía a remo cada mañana. Su respuesta fue larga.`,
    ],
    ago: (hours) => `hace ${hours} horas`,
    minutes: (count) => `${count} min de lectura`,
    comments: (count) => `${count} comentarios`,
    posted: (date, name) => `Publicado el ${date} por ${name}`,
    filed: 'Publicado en ',
  },
};

export const voiceOf = (tongue: Tongue): Voice => {
  const voice = VOICES[tongue.code];
  if (voice === undefined) throw new Error(`no voice for ${tongue.code}`);
  return voice;
};

const wordsFrom = (random: () => number, tongue: Tongue): Words => ({
  subject: pick(random, tongue.subjects),
  verb: pick(random, tongue.verbs),
  place: pick(random, tongue.places),
  name: pick(random, tongue.names),
  number: 12 + Math.floor(random() * 880),
});

export const headline = (random: () => number, tongue: Tongue): string =>
  pick(random, voiceOf(tongue).headlines)(wordsFrom(random, tongue));

/** One excerpt, or one paragraph of a post: a sentence or two. */
export const lead = (random: () => number, tongue: Tongue): string =>
  pick(random, voiceOf(tongue).leads)(wordsFrom(random, tongue));
