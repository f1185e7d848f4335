import { type ArticleMention, readArticle, type WholeArticle } from '../../store/browse/article.ts';
import { withId } from '../api/shapes.ts';
import type { App, Context } from '../context.ts';
import { show } from './layout.tsx';
import { Facts } from './parts/facts.tsx';
import { Outward } from './parts/outward.tsx';
import { pathWith } from './parts/pager.tsx';

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
const withNames = (text: string, start: number, mentions: readonly ArticleMention[]) => {
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

const Text = ({ article: { text, mentions, language } }: { readonly article: WholeArticle }) => {
  const paragraphs: { readonly start: number; readonly text: string }[] = [];
  let start = 0;
  for (const paragraph of text.split('\n\n')) {
    paragraphs.push({ start, text: paragraph });
    start += paragraph.length + 2;
  }
  return (
    <div class="text" lang={language ?? undefined} dir="auto">
      {paragraphs.map((paragraph) => (
        <p key={paragraph.start} dir="auto">
          {withNames(
            paragraph.text,
            paragraph.start,
            mentions.filter(
              (mention) =>
                mention.start >= paragraph.start && mention.end <= paragraph.start + paragraph.text.length,
            ),
          )}
        </p>
      ))}
    </div>
  );
};

const Links = ({ field, values }: { readonly field: string; readonly values: readonly string[] }) => (
  <>
    {values.map((value) => (
      <a key={value} class="mark" href={pathWith('/articles', { [field]: value })}>
        {value}
      </a>
    ))}
  </>
);

const factsOf = (article: WholeArticle) =>
  [
    [
      'published',
      article.published === null ? null : (
        <>
          {article.published}
          {article.publishedConfidence !== null && (
            <span class="dim"> sure by {Math.round(article.publishedConfidence * 100)} %</span>
          )}
        </>
      ),
    ],
    ['modified', article.modified],
    ['authors', article.authors.length === 0 ? null : <Links field="author" values={article.authors} />],
    ['tags', article.tags.length === 0 ? null : <Links field="tag" values={article.tags} />],
    ['site', article.host === null ? article.siteName : <Links field="site" values={[article.host]} />],
    ['section', article.section],
    ['dateline', article.dateline],
    ['language', article.language],
    ['page', <a href={`/pages/${article.pageId}`}>{`${article.pageType ?? 'page'}, line by line`}</a>],
    ['words', article.words],
    ['description', article.description],
    ['licence', article.licence],
    ['read from', article.source],
  ] as const;

/** `/articles/:id` */
export const addArticle = (app: App, { reads, tokens }: Context): void => {
  app.get('/articles/:id', { schema: { params: withId } }, async (request, reply) => {
    const article = await readArticle(reads, request.params.id);
    return show(reply, request, tokens, {
      title: article.title ?? 'untitled',
      body: (
        <article>
          <h1 dir="auto">{article.title ?? 'untitled'}</h1>
          {article.url !== null && (
            <p>
              <Outward url={article.url} />
            </p>
          )}
          <div class="beside">
            <Text article={article} />
            <aside>
              <Facts facts={factsOf(article)} />
            </aside>
          </div>
        </article>
      ),
    });
  });
};
