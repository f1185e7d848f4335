import { describe, expect, test } from 'vitest';
import { requireQuestion } from '../../../src/store/question.ts';

describe('what may be asked', () => {
  test.each([
    'select 1',
    ' \n( SELECT 1 ) union (select 2)',
    '-- how many\nselect count(*) from articles',
    '/* a * b ** c */ with a as (select 1) table a',
    'values (1), (2)',
    'table columns',
    'show timezone',
    'explain analyze select 1',
    `select title from articles where text like '%do it%'; `,
  ])('%j', (statement) => {
    expect(() => requireQuestion(statement)).not.toThrow();
  });

  test.each([
    '',
    'do $$ begin reset role; end $$',
    "copy (select 1) to program 'true'",
    'set role none',
    '-- select\ndelete from articles',
    '/* select */ call x()',
    'selectx',
    `select set_config('role', 'none', true)`,
    `select pg_catalog."set_config"('role', 'none', true)`,
    `select SET_CONFIG('role', 'none', true)`,
    `select U&"\\0073et_config"('role', 'none', true)`,
    `select query_to_xml('select 1', true, false, '')`,
    `select ts_stat('select 1')`,
    'select pg_advisory_lock(7)',
    `select pg_notify('a', 'b')`,
  ])('and what may not: %j', (statement) => {
    expect(() => requireQuestion(statement)).toThrow(expect.objectContaining({ code: 'SQL_REFUSED' }));
  });
});
