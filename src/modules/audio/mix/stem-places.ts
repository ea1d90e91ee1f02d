import type { Span, Timeline } from '../timeline/timeline.js';
import type { MixSegment } from './mix-plan.js';

/** What lies where in a programme, seconds, as JSON: for who measures its stems. */
export function placesJson(
  segments: readonly MixSegment[],
  spans: readonly Span[],
  { phases, bridges, music }: Timeline,
): string {
  return JSON.stringify({
    segments: spans.map((span, at) => ({
      speaker: segments[at]?.speaker,
      ...told(span),
      starts_topic: segments[at]?.startsTopic,
      take: segments[at]?.takeFile,
    })),
    bridges: bridges.map(told),
    music: music.map(told),
    phases: {
      intro: told(phases.intro),
      intro_fade: told(phases.introFade),
      bed: told(phases.bed),
      build_up: told(phases.buildUp),
      finale: told(phases.finale),
      fade_out: told(phases.fadeOut),
    },
  });
}

function told({ startS, endS }: Span) {
  return { start_s: startS, end_s: endS };
}
