import { newsroomRequest } from '#test/newsroom-stories';
import { BuiltInScriptWriter } from './built-in.script-writer.js';
import { SegmentRewriter } from './segment-rewriter.js';

const { signal } = new AbortController();
const writer = new BuiltInScriptWriter();
const rewriter = new SegmentRewriter(writer);

it.each(['story', 'greeting', 'sign_off'] as const)('says a %s in other words', async (type) => {
  const request = await newsroomRequest('en', 3);
  const { segments } = await writer.write(request, signal);
  const old = segments.find(({ segmentType }) => segmentType === type);
  if (!old) throw new Error('There is none.');

  const { segment, writer: by } = await rewriter.rewrite(old, request, 'other', signal);

  expect(by).toBe('built-in');
  expect(segment.text).not.toBe(old.text);
  expect(segment).toMatchObject({ segmentType: type, speakerId: old.speakerId });
  expect(segment.storyId).toBe(old.storyId);
});

it('keeps the words, and says so, where there are no others', async () => {
  const request = await newsroomRequest('en', 3);
  const { segments } = await writer.write(request, signal);
  const [first] = segments;
  if (!first) throw new Error('There is none.');
  const odd = { ...first, segmentType: 'traffic' as const, storyId: 'nobody' };

  const { segment, warnings } = await rewriter.rewrite(odd, request, 'other', signal);

  expect(segment).toBe(odd);
  expect(warnings.at(-1)).toContain('No other words');
});
