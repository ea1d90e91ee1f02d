import { newsroomRequest } from '#test/newsroom-stories';
import { BuiltInScriptWriter } from '../built-in.script-writer.js';
import { newsroomOf } from './newsroom.js';
import { withoutLastSentence } from './shorter.js';

const writer = new BuiltInScriptWriter();
const signal = new AbortController().signal;

/** A minute of Italian with one story, which goes on for two more sentences than there is room for. */
async function aLongMinute() {
  const request = await newsroomRequest('it', 1);
  const script = await writer.write(request, signal);
  const top = script.segments.find(({ segmentType }) => segmentType === 'story');
  if (!top) throw new Error('A minute without a story.');
  const story = newsroomOf(request).stories.find((one) => one.story.id === top.storyId);
  const picks = story?.picks ?? [];
  const more = picks.filter(({ text }) => !top.text.includes(text.slice(0, 20))).slice(0, 2);
  const text = [top.text, ...more.map((pick) => pick.text)].join(' ');
  const long = { ...top, text, estimatedSeconds: text.length / 15 };
  const others = script.segments.filter(({ segmentType }) => segmentType !== 'story');
  const segments = [...others.slice(0, 1), long, ...others.slice(1)];
  return { request, script: { ...script, segments }, picks, more, top, long };
}

describe('a story that is too long', () => {
  it('goes without its last sentence', async () => {
    const { picks, more, top, long } = await aLongMinute();

    const shorter = withoutLastSentence({ segment: long, seconds: 40 }, picks);

    expect(more).toHaveLength(2);
    expect(shorter?.segment.text).toBe(`${top.text} ${more[0]?.text ?? ''}`);
    expect(shorter?.seconds).toBeLessThan(40);
  });

  it('keeps two sentences', async () => {
    const { picks, top } = await aLongMinute();
    const segment = { ...top, text: `Prima. ${picks[0]?.text ?? ''}` };

    expect(withoutLastSentence({ segment, seconds: 9 }, picks)).toBeUndefined();
  });

  it('is cut where a show of a minute has nothing else that may go', async () => {
    const { request, script, more } = await aLongMinute();
    const expected = script.segments.reduce((sum, one) => sum + one.estimatedSeconds, 0);
    const pace = (1.2 * request.speechSecondsTarget) / expected;
    const measured = script.segments.map(({ estimatedSeconds }) => estimatedSeconds * pace);

    const fitted = await writer.fit(script, measured, request, signal);

    const words = fitted.segments.map(({ text }) => text).join(' ');
    expect(words).not.toContain(more[1]?.text);
  });
});
