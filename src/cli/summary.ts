import { clock, type ShowAnswer } from '#modules/show';

/** What `--json` prints: one line for programs. */
export function jsonLine(show: ShowAnswer, file: string, wallS: number): string {
  const { metadata } = show;
  return JSON.stringify({
    id: show.id,
    file,
    duration_s: metadata.audio_duration,
    integrated_lufs: metadata.loudness?.integrated_lufs ?? null,
    true_peak_dbtp: metadata.loudness?.true_peak_dbtp ?? null,
    segments: show.segments.length,
    stories: metadata.content_stats.news_selected,
    sources: outlets(show).length,
    wall_s: Math.round(wallS * 100) / 100,
    stage_seconds: metadata.performance.stage_seconds,
  });
}

/** What a person reads when the show is there. */
export function summary(show: ShowAnswer, file: string, wallS: number): string {
  const { metadata } = show;
  const durationS = metadata.audio_duration ?? 0;
  const loudness = metadata.loudness;
  const lines = [
    show.title ?? 'The show',
    `  ${file}`,
    `  ${clock(durationS)} long, ${loudness?.integrated_lufs.toFixed(1) ?? '?'} LUFS, true peak ${loudness?.true_peak_dbtp.toFixed(1) ?? '?'} dBTP`,
    `  ${counted(metadata.content_stats.news_selected, 'story', 'stories')} from ${outlets(show).join(', ')}`,
    `  made in ${wallS.toFixed(1)} s, ${(durationS / wallS).toFixed(0)} times faster than it plays`,
    ...(metadata.is_sample === true
      ? ['  Sample edition: no live feed answered or was wanted; the stories are invented.']
      : []),
    ...(metadata.is_sample === true ? [] : failedFeeds(show)),
    ...metadata.warnings
      .filter((warning) => !warning.startsWith('Feed failed'))
      .map((warning) => `  Note: ${warning}`),
  ];
  return `${lines.join('\n')}\n`;
}

function failedFeeds({ metadata }: ShowAnswer): string[] {
  const failed = metadata.feeds.filter(({ state }) => state === 'failed');
  if (failed.length === 0) return [];
  const names = failed.slice(0, 3).map(({ outlet, reason = '' }) => `${outlet} (${reason})`);
  const more = failed.length > names.length ? ` and ${failed.length - names.length} more` : '';
  return [`  Note: ${counted(failed.length, 'feed', 'feeds')} failed: ${names.join('; ')}${more}`];
}

function outlets({ metadata }: ShowAnswer): string[] {
  return [...new Set(metadata.content_sources.map(({ outlet }) => outlet))];
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
