/** "navigate_next", "keyboard_arrow_left": names of icons that a font draws. */
const NAME = '[a-z]{2,24}(?:_[a-z]{1,24}){1,4}';
const NAMES = new RegExp(String.raw`(?:^|\s)${NAME}(?=\s|$)`, 'g');
const FIRST = new RegExp(String.raw`^${NAME}(?:\s|$)`);

/** A text without the names of icons in it. */
export const withoutIcons = (text: string): string => text.replace(NAMES, '');

/** Whether a text is the name of an icon, or has one before a label. */
export const opensWithIcon = (text: string): boolean => FIRST.test(text);
