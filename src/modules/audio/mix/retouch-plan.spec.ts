import { DEFAULT_TIMELINE, planTimeline, type TimelineSettings } from '../timeline/timeline.js';
import { PROGRAMME_RATE_HZ } from './mix-plan.js';
import { type Placed, retouched } from './retouch-plan.js';

/** Topics of two lines of 8 s, about; the line of a topic that is named is longer by so much. */
function show(settings: TimelineSettings, longer: Readonly<Record<number, number>> = {}): Placed {
  const segments = Array.from({ length: 60 }, (_, at) => ({
    takeFile: `${at}${longer[at] ? ' edited' : ''}.wav`,
    speaker: at % 2 ? 'marcel' : 'jarvis',
    startsTopic: at % 2 === 0,
    durationS: 8 + (longer[at] ?? 0),
  }));
  const timeline = planTimeline({ segments, settings });
  return { segments, spans: timeline.segments, timeline };
}

const seconds = (frames = 0) => frames / PROGRAMME_RATE_HZ;

describe('what of a show has to be rendered again', () => {
  it.each([
    ['of the station', DEFAULT_TIMELINE],
    ['with a long fade', { ...DEFAULT_TIMELINE, introS: 10, introFadeS: 30 }],
  ])('leaves no music of the beginning in its former place, timeline %s', (_, settings) => {
    const [before, after] = [show(settings), show(settings, { 1: 0.5 })];

    const change = retouched(before, after);

    expect(change?.shiftFrames).toBeGreaterThan(0);
    expect(seconds(change?.sameFromFrame)).toBeGreaterThan(after.timeline.phases.introFade.endS);
    expect(seconds(change?.sameFromFrame)).toBeLessThan(after.timeline.phases.introFade.endS + 30);
  });

  it('leaves no outro in its former place, however long it builds up', () => {
    const settings = { ...DEFAULT_TIMELINE, buildUpS: 30, buildUpUnderSpeechS: 28 };
    const [before, after] = [show(settings), show(settings, { 59: 0.5 })];

    const change = retouched(before, after);

    expect(seconds(change?.sameUntilFrame)).toBeLessThan(before.timeline.phases.buildUp.startS);
    expect(change?.sameFromFrame).toBeUndefined();
  });
});
