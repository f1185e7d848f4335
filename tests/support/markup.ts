import { decodeHTML } from 'entities';

/** The text of a piece of HTML, letter for letter. */
export const textIn = (html: string): string => decodeHTML(html.replaceAll(/<[^>]+>/g, ''));
