/** Words beside a day that say what happened on it. Stems of the languages that most pages are written in. */

const PUBLISHED =
  /publi(?!c (?:holiday|event|hearing|school))|veröffentlich|erschienen|erscheinung|erstellt|gepostet|eingestellt|posted|written|pubbl|pubdate|gepubliceerd|geplaatst|udgivet|publicerad|opublikow|dodano|zveřejn|vydáno|közzé|julkaistu|yayın|опублик|发布|发表|發布|公開|掲載|게시|입력|등록/iu;
/** Said where a later day is shown as well. */
const ORIGINAL =
  /(?:origin(?:al)?ly|first|initially) (?:publi|posted|appeared)|ursprünglich|(?:zuerst|erstmals) (?:erschienen|veröff)|erstveröff|publi[ée]e? (?:initialement|pour la première)|originalmente/iu;
const CHANGED =
  /updated?|modified|revised|reviewed|edited|aktualisiert|aktualisierung|ge[aä]ndert|bearbeitet|stand\b|zuletzt|mise? [àa] jour|modifi[ée]|actualizad|aggiornat|modificat|atualizad|bijgewerkt|gewijzigd|oppdatert|opdateret|uppdaterad|päivitetty|aktualiz|обновл|更新|güncelle/iu;
const OTHER =
  /copyright|©|\bsince\b|\bseit\b|depuis|desde|expires?|deadline|geboren|\bborn\b|joined|member|registriert|mitglied|dabei seit|retrieved|accessed|abgerufen|zugriff/iu;
/** A day that something begins on, ends on or lasts until. */
const SPAN = /\b(?:bis|until|till|ab|from|vom|jusqu|hasta|fino|until|through|by|before)\b\W*$/iu;

export type Label = 'original' | 'published' | 'changed' | 'other' | 'span' | 'none';

/** What the words of a line say of a day: those before it count first, then those behind it. */
export function labelOf(before: string, after: string): Label {
  for (const words of [before, after]) {
    if (words === '') continue;
    if (ORIGINAL.test(words)) return 'original';
    if (CHANGED.test(words)) return 'changed';
    if (OTHER.test(words)) return 'other';
    if (PUBLISHED.test(words)) return 'published';
  }
  return SPAN.test(before) ? 'span' : 'none';
}

/** Whether the beginning of a longer text has a word like "published" at all. */
export const announcesPublication = (text: string): boolean => PUBLISHED.test(text.slice(0, 400));
