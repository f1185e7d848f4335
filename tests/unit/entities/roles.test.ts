import { describe, expect, it } from 'vitest';
import { findEntities } from '../../../src/entities/index.ts';

describe('roles of persons', () => {
  it('are read from titles before a name and from what stands behind its comma', () => {
    const entities = findEntities(
      'President Leyla Haddad met Tomas Brandt, the coach of the Rovers, in Lagos.\n\nHaddad left early.',
      { language: 'en' },
    );
    const roles = new Map(entities.map((entity) => [entity.name, entity.roles]));
    expect(roles.get('Leyla Haddad')).toEqual(['politics']);
    expect(roles.get('Tomas Brandt')).toEqual(['sport']);
    expect(roles.get('Lagos')).toEqual([]);
  });
});
