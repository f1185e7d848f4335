/** "Budapest, 2020. 01. 21." ends with a dot and is no sentence. */
const FEW_LETTERS = 15;

/** Letters of a line. */
export const lettersIn = (text: string): number => text.replace(/[^\p{L}]+/gu, '').length;

/** Whether a line with so many letters beside its date reads like a sentence. */
export const isSentence = (text: string, letters: number): boolean =>
  letters > FEW_LETTERS && /[.:!?…]$/.test(text);
