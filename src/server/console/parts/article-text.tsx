import type { ComponentChildren } from 'preact';
import type { ArticleMention, WholeArticle } from '../../../store/browse/article.ts';
import type { Post } from '../../../store/browse/article-beside.ts';
import type { ExplainedLine } from '../../../store/explain.ts';
import { Beside } from './beside.tsx';
import { type Laid, layOut } from './laid.ts';
import { Repeat } from './repeat.tsx';

/** Letters that are shown at once. */
const MOST_LETTERS = 1_000_000;

/** A piece of the text: as it stands, or a name. */
const Piece = ({ text, mention }: { readonly text: string; readonly mention: ArticleMention | null }) => {
  if (mention === null) return <>{text}</>;
  const title = mention.name === text ? mention.type : `${mention.type}: ${mention.name}`;
  return mention.entity === null ? (
    <span class={`name ${mention.type}`} title={title}>
      {text}
    </span>
  ) : (
    <a class={`name ${mention.type}`} href={`/entities/${mention.entity}`} title={title}>
      {text}
    </a>
  );
};

/** A stretch of the text with the names in it. */
const withNames = ({ text, start }: Laid, mentions: readonly ArticleMention[]) => {
  const pieces = [];
  let at = start;
  for (const mention of mentions) {
    // Of names that overlap the first is shown.
    if (mention.start < at) continue;
    pieces.push(
      <Piece key={`${at}`} text={text.slice(at - start, mention.start - start)} mention={null} />,
      <Piece
        key={`${mention.start}-name`}
        text={text.slice(mention.start - start, mention.end - start)}
        mention={mention}
      />,
    );
    at = mention.end;
  }
  pieces.push(<Piece key={`${at}`} text={text.slice(at - start)} mention={null} />);
  return pieces;
};

/** The mentions of each block; both stand in the order of the text. A name that crosses blocks is of none. */
const mentionsOf = (laid: readonly Laid[], mentions: readonly ArticleMention[]): ArticleMention[][] => {
  let next = 0;
  return laid.map(({ start, text }) => {
    const own: ArticleMention[] = [];
    for (; next < mentions.length && mentions[next]!.start < start + text.length; next++) {
      const mention = mentions[next]!;
      if (mention.start >= start && mention.end <= start + text.length) own.push(mention);
    }
    return own;
  });
};

const TAGS: Partial<Record<Laid['role'], 'h2' | 'blockquote' | 'pre'>> = {
  heading: 'h2',
  quote: 'blockquote',
  code: 'pre',
};

/** What holds blocks of a role that follow each other. */
const GROUPS: Partial<Record<Laid['role'], string>> = { 'list-item': 'list', table: 'rows' };

const Block = ({ laid, mentions }: { readonly laid: Laid; readonly mentions: readonly ArticleMention[] }) => {
  const Tag = TAGS[laid.role] ?? 'p';
  const repeat = laid.line?.repeats ?? null;
  return (
    <div
      class={repeat === null ? laid.role : `${laid.role} repeated`}
      role={laid.role === 'list-item' ? 'listitem' : undefined}
    >
      <Tag data-block={laid.line?.ordinal ?? 'unknown'} dir="auto">
        {withNames(laid, mentions)}
      </Tag>
      {repeat !== null && <Repeat repeat={repeat} />}
    </div>
  );
};

const PostHead = ({ post }: { readonly post: Post }) => (
  <p class="post dim" id={`post${post.ordinal}`}>
    <Beside facts={[`post ${post.ordinal}`, post.author, post.published]} />
  </p>
);

/** As many blocks as a browser shows with ease, at least one. */
const showable = (laid: readonly Laid[]): readonly Laid[] => {
  const end = laid.findIndex(({ start, text }) => start > 0 && start + text.length > MOST_LETTERS);
  return end < 0 ? laid : laid.slice(0, end);
};

interface ArticleTextProps {
  readonly article: WholeArticle;
  /** The lines of the page that are the article's. */
  readonly lines: readonly ExplainedLine[];
  readonly posts: readonly Post[];
}

/** The text of an article in its blocks, each as what it is, with the names in it and the posts of a thread. */
export const ArticleText = ({ article, lines, posts }: ArticleTextProps) => {
  const { id, text, mentions, language } = article;
  const laid = showable(layOut(text, lines));
  const own = mentionsOf(laid, mentions);
  const shown: ComponentChildren[] = [];
  let group: { readonly name: string; readonly blocks: ComponentChildren[] } | null = null;
  let next = 0;
  laid.forEach((block, index) => {
    const at = block.line?.ordinal ?? -1;
    let post: Post | null = null;
    for (; next < posts.length && posts[next]!.firstBlock <= at; next++) post = posts[next]!;
    if (post !== null) {
      group = null;
      shown.push(<PostHead key={`post${post.ordinal}`} post={post} />);
    }
    const name = GROUPS[block.role];
    const piece = <Block key={block.start} laid={block} mentions={own[index]!} />;
    if (name === undefined) {
      group = null;
      shown.push(piece);
    } else if (group?.name === name) group.blocks.push(piece);
    else {
      group = { name, blocks: [piece] };
      shown.push(
        <div key={`${block.start}-group`} class={name} role={name === 'list' ? 'list' : undefined}>
          {group.blocks}
        </div>,
      );
    }
  });
  const last = laid.at(-1);
  const left = last === undefined ? 0 : text.length - last.start - last.text.length;
  return (
    <div class="text" lang={language ?? undefined} dir="auto">
      {shown}
      {left > 0 && <a href={`/api/articles/${id}`}>{`${left} letters more, as JSON`}</a>}
    </div>
  );
};
