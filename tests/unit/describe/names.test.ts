import { describe, expect, it } from 'vitest';
import { splitNames, uninverted } from '../../../src/describe/names/clean.ts';

describe('names in bylines', () => {
  it.each<[string, string[]]>([
    ['By Anna Berg and Tom Lee', ['Anna Berg', 'Tom Lee']],
    ['Von Anna Berg, Tom Lee und Mira Voss', ['Anna Berg', 'Tom Lee', 'Mira Voss']],
    ['Text: Anna Berg', ['Anna Berg']],
    ['Analysis by RKN/Delta', ['RKN/Delta']],
    ['abc / XPA', ['abc', 'XPA']],
    ['Anna Berg, Senior Reporter', ['Anna Berg']],
    ['Lea Streit, MS, RDN', ['Lea Streit']],
    ['Anna Berg Contributing Writer', ['Anna Berg']],
    ['anna.berg@paper.example Anna Berg @annaberg', ['Anna Berg']],
    ['Anna Berg https://www.facebook.com/anna.berg', ['Anna Berg']],
    ['Anna Berg (staff)', ['Anna Berg']],
    ['Anna Berg | 3 min read', ['Anna Berg']],
    ['View all posts by Anna Berg →', ['Anna Berg']],
    ['Zeige alle Beiträge von happyface313', ['happyface313']],
    ['Eine Kolumne von Anna Berg', ['Anna Berg']],
    ['Alexa von Heyden', ['Alexa von Heyden']],
    ['José Ortega y Gasset', ['José Ortega y Gasset']],
    ['ByAnna Berg', ['Anna Berg']],
    ['ByA.B. Berg', ['A.B. Berg']],
    ['BYAnna Berg', ['Anna Berg']],
    ['Author Anna Berg', ['Anna Berg']],
    ['Anna Berg Updated', ['Anna Berg']],
    ['Anna Berg ⋅ Senior Editor', ['Anna Berg']],
    ['Full Bio', []],
    ['PAID CONTENT', []],
    ['Bundesamt für Gezeiten und Nebel', ['Bundesamt für Gezeiten und Nebel']],
    ['Harbour Research Council for Tides and Fog', ['Harbour Research Council for Tides and Fog']],
    ['Anna Berg for Tide and Fog', ['Anna Berg']],
    ['European Centre for Tides and Fog', ['European Centre for Tides and Fog']],
    ['Anna Berg for The Herald and Tom Lee', ['Anna Berg', 'Tom Lee']],
    ['Anna Berg and Tom Lee, Harbour school teachers', ['Anna Berg', 'Tom Lee']],
    ['Super User', []],
    ['Tide Ledger, Frankfurt a. M., Germany', ['Tide Ledger']],
    ['Anna Berg, Tom Lee, Germany France', ['Anna Berg', 'Tom Lee', 'Germany France']],
    ['Pressemitteilung vom', []],
    ['+49 40 123456 78', []],
    ['By Staff Writer', ['Staff Writer']],
    ['Marta Ruiz en Territorio', ['Marta Ruiz']],
    ['Anna Berg Senior Capital Correspondent', ['Anna Berg']],
    ['By Anna Berg Health and science reporter', ['Anna Berg']],
    ['Anna Berg, Harbour Desk Editor', ['Anna Berg']],
    ['ANNA BERG The Harbour Herald', ['ANNA BERG']],
    ['TOM LEE AP Sports Writer', ['TOM LEE']],
    ['ANNA BERG and TOM LEE, AP Technology Writers', ['ANNA BERG', 'TOM LEE']],
    ['TOM G. McLEE Jr.', ['TOM G. McLEE Jr.']],
    ['LAURE VASSEUR Envoyée spéciale à Lille', ['LAURE VASSEUR']],
    ['View Author Page', []],
    ['More from this author', []],
    ['Reprints & permissions', []],
    ['Par', []],
    ['Copyright Harbour GmbH & Co. KG', ['Harbour GmbH & Co. KG']],
    ['Perry Bacon Jr.', ['Perry Bacon Jr.']],
    ['admin', []],
    ['By', []],
    ['Read more: click here!', []],
  ])('%s', (text, expected) => {
    expect(splitNames(text)).toEqual(expected);
  });

  it('turns a family name that comes first round', () => {
    expect(uninverted('Varga, Ilona')).toBe('Ilona Varga');
    expect(uninverted('Ilona Varga')).toBe('Ilona Varga');
  });
});
