import { type ExplainedLine, tellingRepeat } from '../../../store/explain.ts';
import { pathWith } from './pager.tsx';
import { Repeat } from './repeat.tsx';
import { Rule } from './rule.tsx';

/** Colours that articles take in turn. */
const COLOURS = 6;

/** Letters of a line that are shown; a page may be a single line. */
const LONGEST_LINE = 10_000;

/** Letters that are shown at once. */
const MOST_LETTERS = 500_000;

/** As many of the lines as a browser shows with ease: at least one. */
export const showable = (lines: readonly ExplainedLine[]): readonly ExplainedLine[] => {
  let letters = 0;
  const end = lines.findIndex(({ text }, index) => {
    letters += Math.min(text.length, LONGEST_LINE);
    return index > 0 && letters > MOST_LETTERS;
  });
  return end < 0 ? lines : lines.slice(0, end);
};

/** The class that gives an article its colour. */
export const colourOf = (article: number): string => `of${(article - 1) % COLOURS}`;

const Said = ({ page, line }: { readonly page: number; readonly line: ExplainedLine }) => {
  const { text, ordinal, role } = line;
  const Tag = role === 'code' ? 'pre' : 'p';
  const left = text.length - LONGEST_LINE;
  return (
    <>
      <Tag class="said" dir="auto">
        {left > 0 ? text.slice(0, LONGEST_LINE) : text}
      </Tag>
      {left > 0 && (
        <a href={`/api/pages/${page}/lines?from=${ordinal}&limit=1`}>{`${left} letters more, as JSON`}</a>
      )}
    </>
  );
};

const Line = ({ page, line }: { readonly page: number; readonly line: ExplainedLine }) => {
  const { ordinal, article, role, rule, confidence } = line;
  const repeat = tellingRepeat(line);
  return (
    <li id={`b${ordinal}`} class={article === null ? 'aside' : `kept ${colourOf(article)} ${role}`}>
      <a class="at" href={`#b${ordinal}`} title={`block ${ordinal}`}>
        {line.line ?? ordinal}
      </a>
      {article === null ? (
        <span class="of" title="set aside">
          ·
        </span>
      ) : (
        <a class="of" href={`/pages/${page}?article=${article}`} title={`article ${article}`}>
          {article}
        </a>
      )}
      <div>
        <Said page={page} line={line} />
        {repeat !== null && <Repeat repeat={repeat} />}
      </div>
      <span class="why">
        <a href={pathWith(`/pages/${page}`, { role })}>{role}</a> <Rule rule={rule} />
        {confidence !== null && ` ${confidence.toFixed(2)}`}
      </span>
    </li>
  );
};

/** Lines of a page: what went to an article in full ink, what was set aside receding, each with what decided. */
export const Account = ({
  page,
  lines,
}: {
  readonly page: number;
  readonly lines: readonly ExplainedLine[];
}) => (
  <ol class="account">
    {lines.map((line) => (
      <Line key={line.ordinal} page={page} line={line} />
    ))}
  </ol>
);
