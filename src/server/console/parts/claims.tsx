import { claimedFields } from '../../../store/claims.ts';
import type { ExplainedClaim } from '../../../store/explain.ts';

interface ClaimsProps {
  readonly claims: readonly ExplainedClaim[];
  /** How likely the day of publication is right. */
  readonly publishedConfidence: number | null;
}

/** Letters of a value: descriptions may be pages long. */
const LONGEST = 300;

const cut = (value: string): string => (value.length <= LONGEST ? value : `${value.slice(0, LONGEST)}…`);

/** What an article says of itself: of each field the value that was believed, then the others, with their sources. */
export const Claims = ({ claims, publishedConfidence }: ClaimsProps) => (
  <div class="scroll">
    <table class="claims">
      <thead>
        <tr>
          <th>field</th>
          <th>value</th>
          <th>where the page says so</th>
        </tr>
      </thead>
      <tbody>
        {[...claimedFields(claims)].flatMap(([field, values]) =>
          values.map(({ value, chosen, sources }, index) => (
            <tr key={`${field} ${index}`} class={chosen ? 'chosen' : 'dim'}>
              <th scope="row">{index === 0 ? field : ''}</th>
              <td>
                <bdi>{cut(value)}</bdi>
                {!chosen && ' (not believed)'}
                {chosen && field === 'published' && publishedConfidence !== null && (
                  <span class="dim"> sure by {Math.round(publishedConfidence * 100)} %</span>
                )}
              </td>
              <td class="dim">{sources.join(', ')}</td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  </div>
);
