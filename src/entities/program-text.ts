import type { Block } from '../document/block.ts';
import { TEXT_GAP, TEXT_ROLES } from '../document/text.ts';

/** Signs that programs are full of; prose and letters that are set like programs have few. */
const SIGN = /[{}[\]()<>=;_/\\|#$&*+"`]/g;
/** Signs a character, from which a block that is marked up as code is one. */
const FEWEST_SIGNS = 0.04;

const isProgram = ({ role, text }: Block): boolean =>
  role === 'code' && (text.match(SIGN)?.length ?? 0) >= text.length * FEWEST_SIGNS;

/**
 * The running text of an article with blanks where it shows program text: `class User(BaseModel)` names nobody. Offsets stay
 * what they are.
 * @param text the texts of the blocks in text roles, parted by `TEXT_GAP`
 */
export const withoutProgramText = (text: string, blocks: readonly Block[]): string => {
  const own = blocks.filter(({ role }) => TEXT_ROLES.has(role));
  if (!own.some(isProgram)) return text;
  const masked = own.map((block) => (isProgram(block) ? block.text.replace(/\S/g, ' ') : block.text));
  return masked.join(TEXT_GAP);
};
