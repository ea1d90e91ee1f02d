import type { ShowAnswer } from '#modules/show';
import { summary } from './summary.js';

const show = (audio_duration: number) =>
  ({
    title: 'RadioX Zurich',
    metadata: {
      audio_duration,
      loudness: { integrated_lufs: -16.06, true_peak_dbtp: -1.98 },
      content_stats: { news_selected: 1 },
      content_sources: [{ outlet: 'Limmat Herald' }],
      feeds: [],
      warnings: [],
    },
  }) as unknown as ShowAnswer;

it.each([
  [179.75, '2:59'],
  [60, '1:00'],
  [302.6, '5:02'],
  [3_725, '1:02:05'],
])('tells a show of %s s as %s', (durationS, told) => {
  expect(summary(show(durationS), '/a.mp3', 10)).toContain(
    `  ${told} long, -16.1 LUFS, true peak -2.0 dBTP\n`,
  );
});
