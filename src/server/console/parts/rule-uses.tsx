import type { RuleUse } from '../../../store/browse/rules.ts';
import { Rule } from './rule.tsx';

interface RuleUsesProps {
  readonly rules: readonly RuleUse[];
  /** The sample that they were counted in. */
  readonly query: Readonly<Record<string, unknown>>;
}

/** What rules set aside, as a table. */
export const RuleUses = ({ rules, query }: RuleUsesProps) => (
  <div class="scroll">
    <table class="rules">
      <thead>
        <tr>
          <th>rule</th>
          <th>as</th>
          <th class="number">lines</th>
          <th class="number">pages</th>
          <th class="number">sites</th>
          <th>most often</th>
        </tr>
      </thead>
      <tbody>
        {rules.map(({ rule, role, blocks, pages, sites, example }) => (
          <tr key={`${rule} ${role}`}>
            <td>
              <Rule rule={rule} query={{ ...query, role }} />
            </td>
            <td>{role}</td>
            <td class="number">{blocks}</td>
            <td class="number">{pages}</td>
            <td class="number">{sites}</td>
            <td class="example">
              <bdi>{example}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
