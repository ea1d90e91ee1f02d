import { figuresOf } from './figures.js';

describe('figuresOf', () => {
  it.each([
    ['en', 'cuts rates to 2.25%', [{ kind: 'percent', value: '2.25' }]],
    ['de', 'senkt auf 2,25 Prozent', [{ kind: 'percent', value: '2.25' }]],
    ['fr', 'maintient à 1 %', [{ kind: 'percent', value: '1' }]],
    ['en', 'raises $6.6bn', [{ kind: 'money', value: '6600000000' }]],
    ['de', 'sammelt 6,6 Milliarden Dollar', [{ kind: 'money', value: '6600000000' }]],
    ['de', "Marke von 100'000 Dollar", [{ kind: 'money', value: '100000' }]],
    ['en', 'past 100,000 points', [{ kind: 'plain', value: '100000' }]],
    ['en', 'beat City 3-2', [{ kind: 'score', value: '2-3' }]],
    ['de', 'gewinnt 2:3', [{ kind: 'score', value: '2-3' }]],
    ['en', 'six injured', [{ kind: 'plain', value: '6' }]],
    ['de', 'sechs Verletzte', [{ kind: 'plain', value: '6' }]],
    ['en', 'best since 2008', []],
    ['en', 'due Monday, as once before', []],
    ['fr', 'un pont neuf', []],
    ['de', 'Otto gewinnt', []],
    ['it', 'otto feriti', [{ kind: 'plain', value: '8' }]],
    ['es', 'once heridos', [{ kind: 'plain', value: '11' }]],
    ['es', '3 mil millones de euros', [{ kind: 'money', value: '3000000000' }]],
    ['de', '2 Billionen Euro', [{ kind: 'money', value: '2000000000000' }]],
    ['en', '2 billion euros', [{ kind: 'money', value: '2000000000' }]],
  ])('reads %s "%s"', (language, text, figures) => {
    expect(figuresOf(text, language)).toEqual(figures);
  });
});
