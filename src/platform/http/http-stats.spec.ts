import { HttpStats } from './http-stats.js';

describe('HttpStats', () => {
  it('says nothing happened when nothing did', () => {
    expect(new HttpStats().figures).toEqual({
      total: 0,
      successful: 0,
      failed: 0,
      timeout: 0,
      retries: 0,
      avgMs: 0,
      p95Ms: 0,
      peakMs: 0,
    });
  });

  it('counts endings, tries and times', () => {
    const stats = new HttpStats();
    for (let ms = 1; ms <= 98; ms++) stats.add('success', ms, 1);
    stats.add('failure', 99, 4);
    stats.add('timeout', 100, 0);

    expect(stats.figures).toEqual({
      total: 100,
      successful: 98,
      failed: 2,
      timeout: 1,
      retries: 3,
      avgMs: 50.5,
      p95Ms: 95,
      peakMs: 100,
    });
  });

  it('takes its percentile from the last thousand calls', () => {
    const stats = new HttpStats();
    for (let call = 0; call < 500; call++) stats.add('success', 9_000, 1);
    for (let call = 0; call < 1_000; call++) stats.add('success', 10, 1);

    expect(stats.figures).toMatchObject({ p95Ms: 10, peakMs: 9_000, total: 1_500 });
  });
});
