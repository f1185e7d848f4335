import { isRole, type Role } from '../../../document/role.ts';
import { TEXT_GAP, TEXT_ROLES } from '../../../document/text.ts';
import type { ExplainedLine } from '../../../store/explain.ts';

/** A block of an article's text, where it stands in it. */
export interface Laid {
  readonly start: number;
  readonly text: string;
  readonly role: Role;
  /** Null where the text is not known to be made of the page's lines. */
  readonly line: ExplainedLine | null;
}

/** The lines of some roles that the text begins with, one after the other, and where it goes on. */
const follow = (
  text: string,
  lines: readonly ExplainedLine[],
  roles: ReadonlySet<Role>,
): { readonly laid: Laid[]; readonly end: number } => {
  const laid: Laid[] = [];
  let at = 0;
  for (const line of lines) {
    if (!isRole(line.role) || !roles.has(line.role)) continue;
    const end = at + line.text.length;
    if (!text.startsWith(line.text, at) || (end < text.length && !text.startsWith(TEXT_GAP, end))) break;
    laid.push({ start: at, text: line.text, role: line.role, line });
    at = end + TEXT_GAP.length;
  }
  return { laid, end: at };
};

/** Of articles that share their page the title is part of the text. */
const TITLED_ROLES: ReadonlySet<Role> = new Set<Role>([...TEXT_ROLES, 'title']);

/**
 * The text of an article in its blocks, letter for letter: each is the line that it was on the page, as far as the lines
 * that are given make up the text; what is left is parted at blank lines.
 */
export const layOut = (text: string, lines: readonly ExplainedLine[]): Laid[] => {
  const [titled, plain] = [follow(text, lines, TITLED_ROLES), follow(text, lines, TEXT_ROLES)];
  const { laid, end } = titled.end > plain.end ? titled : plain;
  if (end > text.length || text === '') return laid;
  let at = end;
  for (const paragraph of text.slice(at).split(TEXT_GAP)) {
    laid.push({ start: at, text: paragraph, role: 'paragraph', line: null });
    at += paragraph.length + TEXT_GAP.length;
  }
  return laid;
};
