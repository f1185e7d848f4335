import { Tokenizer } from 'htmlparser2';
import { keepShape } from '../../document/keep-shape.ts';

/** What of the tokenizer is its own business, and is changed here all the same. */
interface Searching {
  readonly buffer: string;
  /** Where `buffer` begins in all that was written. */
  readonly offset: number;
  index: number;
  fastForwardTo(code: number): boolean;
  /** Begins an element whose content is no markup; `sequence` is its end tag, `offset` what of it has been compared. */
  startSpecial(sequence: Uint8Array, offset: number): void;
}

/** What no name of an element goes on with. */
const NO_ELEMENT = new Uint8Array(8);

/** Receives the tokens of a page, as offsets into it. */
export type Tokens = ConstructorParameters<typeof Tokenizer>[1];

/**
 * Takes the tokens of a page one after the other. Character references stay as they are written.
 *
 * Three quarters of a page are scripts, styles and attributes: the tokenizer looks for their end a character at a
 * time, which took as long as all else it does. The engine finds it many times faster.
 */
export function tokenize(text: string, tokens: Tokens): void {
  const tokenizer = keepShape(new Tokenizer({ xmlMode: false, decodeEntities: false }, tokens));
  const searching = tokenizer as unknown as Searching;
  searching.fastForwardTo = (code) => {
    const found = searching.buffer.indexOf(String.fromCharCode(code), searching.index + 1 - searching.offset);
    // The loop that asks goes one further afterwards.
    searching.index = searching.offset + (found < 0 ? searching.buffer.length - 1 : found);
    return found >= 0;
  };
  // Of `<tmp>` it compares all but the first letter with `<xmp>`, and reads the rest of the page as one text.
  const startSpecial = searching.startSpecial.bind(tokenizer);
  searching.startSpecial = (sequence, offset) => {
    const first = searching.buffer.charCodeAt(searching.index - 1 - searching.offset);
    startSpecial((first | 0x20) === sequence[2] ? sequence : NO_ELEMENT, offset);
  };
  tokenizer.write(text);
  tokenizer.end();
}
