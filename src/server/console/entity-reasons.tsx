import type { EntityAccount } from '../../store/entities/show.ts';
import { Action } from './parts/action.tsx';

interface ReasonsProps {
  readonly entity: EntityAccount;
  /** Whether who looks may change something. */
  readonly may: boolean;
}

const because = (reason: string, detail: string | null): string =>
  detail === null ? reason : `${reason}: ${detail}`;

type Merge = EntityAccount['merges'][number];

/** What can be done about a merge: taken back if a person made it, parted or made otherwise. */
const MergeAction = ({ merge, id }: { readonly merge: Merge; readonly id: number }) => {
  const both = `${merge.one} and ${merge.other}`;
  if (merge.reason === 'decision') return null;
  return merge.applied ? (
    <Action path="/api/entities/split" body={{ entity: id, forms: [merge.other] }} question={`Part ${both}?`}>
      Part
    </Action>
  ) : (
    <Action path="/api/entities/merge" body={{ entities: [id, merge.otherId] }} question={`Merge ${both}?`}>
      Merge
    </Action>
  );
};

/** Names that were merged into an entity, or nearly, with the reason of each. */
export const Merges = ({ entity, may }: ReasonsProps) =>
  entity.merges.length === 0 ? null : (
    <section>
      <h2>Merged, or nearly</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>one</th>
              <th>other</th>
              <th>because</th>
              <th class="number">score</th>
              <th>merged</th>
              {may && <th />}
            </tr>
          </thead>
          <tbody>
            {entity.merges.map((merge, index) => (
              <tr key={index}>
                <td dir="auto">{merge.one}</td>
                <td dir="auto">
                  {merge.applied ? merge.other : <a href={`/entities/${merge.otherId}`}>{merge.other}</a>}
                </td>
                <td>{because(merge.reason, merge.detail)}</td>
                <td class="number">{merge.score.toFixed(2)}</td>
                <td>{merge.applied ? 'yes' : 'no'}</td>
                {may && (
                  <td>
                    <MergeAction merge={merge} id={entity.id} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );

/** Why the name in each article is taken for the entity. */
export const Evidence = ({ entity, may }: ReasonsProps) => (
  <section>
    <h2>Articles, and why the name there is taken for it</h2>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th>published</th>
            <th>article</th>
            <th>name there</th>
            <th>because</th>
            <th class="number">score</th>
            {may && <th />}
          </tr>
        </thead>
        <tbody>
          {entity.evidence.map((row, index) => (
            <tr key={index}>
              <td class="day">{row.published}</td>
              <td dir="auto">
                <a href={`/articles/${row.articleId}`}>{row.title ?? 'untitled'}</a>
              </td>
              <td dir="auto">{row.name}</td>
              <td>{because(row.reason, row.detail)}</td>
              <td class="number">{row.score.toFixed(2)}</td>
              {may && (
                <td>
                  {row.pageUrl !== null && entity.articles > 1 && (
                    <Action
                      path="/api/entities/split"
                      body={{ entity: entity.id, pages: [row.pageUrl] }}
                      question={`Is ${row.name} on this page something else? It is set apart.`}
                    >
                      Set apart
                    </Action>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
    {entity.articles > entity.evidence.length && (
      <p>
        <a href={`/articles?entity=${entity.id}`}>All articles that name it</a>
      </p>
    )}
  </section>
);
