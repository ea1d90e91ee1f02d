import {
  DEFAULT_TIMELINE,
  planTimeline,
  type Span,
  speechSecondsFor,
  type TimelineSegment,
} from './timeline.js';

const settings = DEFAULT_TIMELINE;

function show(count: number, durationS: number, topicEvery: number): TimelineSegment[] {
  return Array.from({ length: count }, (_, i) => ({
    durationS,
    startsTopic: i > 0 && i % topicEvery === 0,
    speaker: i % 2 === 0 ? 'marcel' : 'jarvis',
  }));
}

describe('the timeline', () => {
  it('has six phases, each beginning where the last ended', () => {
    const { phases, totalS, shrink } = planTimeline({ segments: show(28, 10, 4), settings });
    const { intro, introFade, bed, buildUp, finale, fadeOut } = phases;

    expect(shrink).toBe(1);
    expect([intro.endS, introFade.endS]).toEqual([3, 13]);
    expect(bed.startS).toBe(13);
    expect(bed.endS).toBe(buildUp.startS);
    expect(buildUp.endS - buildUp.startS).toBeCloseTo(7);
    expect(finale.endS - finale.startS).toBeCloseTo(5);
    expect(fadeOut.endS - fadeOut.startS).toBeCloseTo(3);
    expect(totalS).toBe(fadeOut.endS);
  });

  it('pauses by what follows', () => {
    const segments = [
      { durationS: 2, startsTopic: false, speaker: 'a' },
      { durationS: 2, startsTopic: false, speaker: 'a' },
      { durationS: 2, startsTopic: false, speaker: 'b' },
      { durationS: 2, startsTopic: true, speaker: 'b' },
    ];
    const placed = planTimeline({ segments, settings });
    const gaps = placed.segments
      .slice(1)
      .map(({ startS }, i) => startS - (placed.segments[i]?.endS ?? 0));

    expect(gaps.map((gap) => gap.toFixed(2))).toEqual(['0.35', '0.45', '3.01']);
    const topicS = placed.segments[3]?.startS ?? 0;
    expect(placed.bridges).toEqual([{ startS: topicS - settings.pauseTopicS, endS: topicS }]);
  });

  it('begins every topic with a frame of MP3, whatever comes before', () => {
    const segments = [1.234, 0.567, 3.21, 2.5].map((durationS) => ({
      durationS,
      startsTopic: true,
    }));

    for (const { startS } of planTimeline({ segments, settings }).segments.slice(1))
      expect(Math.round(startS * 44_100) % 1152).toBe(0);
  });

  it('plays no bridge before the first story', () => {
    const segments = [{ durationS: 5, startsTopic: true }];

    expect(planTimeline({ segments, settings }).bridges).toEqual([]);
  });

  it.each([
    [1, 6, 1],
    [2, 10, 3],
    [3, 16, 5],
    [5, 28, 9],
    [30, 160, 50],
    [180, 1000, 300],
  ])('fills %d minutes within 3 % with the speech it asks for', (minutes, count, topics) => {
    const speechS = speechSecondsFor(minutes, settings, count, topics);
    const segments = show(count, speechS / count, 1000).map((segment, i) => ({
      ...segment,
      startsTopic: i > 0 && i <= topics,
    }));

    const { totalS } = planTimeline({ segments, settings });
    expect(Math.abs(totalS / (60 * minutes) - 1)).toBeLessThan(0.03);
  });

  it('shrinks the phases of a short show, to a third at most', () => {
    const shrinks = [2, 30, 80, 150, 400].map(
      (durationS) =>
        planTimeline({ segments: [{ durationS, startsTopic: false }], settings }).shrink,
    );

    expect(shrinks[0]).toBeCloseTo(1 / 3);
    expect(shrinks).toEqual([...shrinks].sort((a, b) => a - b));
    expect(shrinks.at(-1)).toBe(1);
  });

  it.each([0.5, 1, 3])('keeps the phases in order around a sentence of %d s', (durationS) => {
    const { phases } = planTimeline({ segments: [{ durationS, startsTopic: false }], settings });
    const times = Object.values<Span>({ ...phases }).flatMap(({ startS, endS }) => [startS, endS]);

    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('refuses a show without segments, and a segment without length', () => {
    expect(() => planTimeline({ segments: [], settings })).toThrow(RangeError);
    expect(() =>
      planTimeline({ segments: [{ durationS: 0, startsTopic: false }], settings }),
    ).toThrow(RangeError);
  });
});
