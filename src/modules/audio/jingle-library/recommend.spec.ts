import type { Jingle } from './jingle.js';
import { recommend } from './recommend.js';

const NOW = new Date('2026-11-22T12:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 24 * 3600 * 1000);

function jingle(
  id: string,
  changes: Partial<Jingle> & { durationS?: number; energy?: number },
): Jingle {
  const { durationS = 5, energy = 0.5, ...rest } = changes;
  return {
    id,
    mediaId: id,
    kind: 'intro',
    name: id,
    showTypes: [],
    status: 'ready',
    reason: null,
    analysis: { durationS, energy } as unknown as Jingle['analysis'],
    preview: null,
    previewSizeBytes: null,
    uses: 0,
    lastUsedAt: null,
    version: 1,
    createdAt: NOW,
    updatedAt: NOW,
    ...rest,
  };
}

const best = (jingles: readonly Jingle[], wish: Parameters<typeof recommend>[1]) =>
  recommend(jingles, wish, NOW).map(({ jingle: { id } }) => id);

describe('recommend', () => {
  it('compares only those of the kind that can be heard', () => {
    const jingles = [
      jingle('a', {}),
      jingle('bed', { kind: 'bed' }),
      jingle('failed', { status: 'failed' }),
      jingle('pending', { status: 'pending' }),
    ];

    expect(best(jingles, { kind: 'intro' })).toEqual(['a']);
  });

  it('prefers what is made for the show, then what is for any', () => {
    const jingles = [
      jingle('other', { showTypes: ['sport'] }),
      jingle('any', {}),
      jingle('its', { showTypes: ['Weather', 'News'] }),
    ];

    expect(best(jingles, { kind: 'intro', showType: 'news' })).toEqual(['its', 'any', 'other']);
  });

  it('prefers the length and the energy that are asked for', () => {
    const lengths = [jingle('long', { durationS: 20 }), jingle('near', { durationS: 6 })];
    const energies = [jingle('calm', { energy: 0.1 }), jingle('driving', { energy: 0.8 })];

    expect(best(lengths, { kind: 'intro', durationS: 5 })).toEqual(['near', 'long']);
    expect(best(energies, { kind: 'intro', energy: 0.9 })).toEqual(['driving', 'calm']);
  });

  it('prefers what has rested', () => {
    const jingles = [
      jingle('today', { uses: 1, lastUsedAt: daysAgo(0.1) }),
      jingle('last-week', { uses: 40, lastUsedAt: daysAgo(9) }),
    ];

    expect(best(jingles, { kind: 'intro' })).toEqual(['last-week', 'today']);
  });

  it('says why', () => {
    const jingles = [jingle('a', { showTypes: ['sport'], uses: 3, lastUsedAt: daysAgo(2.5) })];
    const wish = { kind: 'intro', showType: 'news', durationS: 4, energy: 0.7 } as const;
    const [found] = recommend(jingles, wish, NOW);

    expect(found?.reason).toBe(
      'made for sport, not news; 5.0 s long where 4.0 s are asked; energy 0.50 where 0.70 is asked; heard in 3 shows, last 2 days ago',
    );
    expect(found?.score).toBeGreaterThan(0);
    expect(found?.score).toBeLessThan(1);
  });
});
