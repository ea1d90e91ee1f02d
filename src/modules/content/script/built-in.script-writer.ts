import { type Cast, castOf, otherHost } from './cast.js';
import { fitScript } from './fit-script.js';
import {
  bitcoin,
  greeting,
  headlines,
  lookBack,
  secondsOfAll,
  signOff,
  titleOf,
  weather,
} from './frame-segments.js';
import { lowerCaseWords } from './headline.js';
import { type Newsroom, newsroomOf, warningsOf } from './newsroom.js';
import { PhrasePicker } from './phrase-picker.js';
import { phraseBookOf } from './phrases/phrase-books.js';
import { plan, sentencesOf, type Telling } from './plan.js';
import { type Script, type ScriptRequest, ScriptWriter, type Segment } from './script.js';
import { type Desk, tellStory } from './story-segments.js';

/**
 * Writes a show without a language model: the most central sentences of the sources, cleaned and attributed, between
 * words of the station's own. Pure: the same request gives the same script, word for word.
 */
export class BuiltInScriptWriter extends ScriptWriter {
  /** @throws RangeError when the request names no speaker. */
  async write(request: ScriptRequest, signal: AbortSignal): Promise<Script> {
    signal.throwIfAborted();
    const newsroom = newsroomOf(request);
    signal.throwIfAborted();
    const draft = compose(request, newsroom);
    return fitScript(
      draft,
      draft.segments.map(({ estimatedSeconds }) => estimatedSeconds),
      request,
      newsroom,
    );
  }

  async fit(
    script: Script,
    speechSeconds: readonly number[],
    request: ScriptRequest,
    signal: AbortSignal,
  ): Promise<Script> {
    signal.throwIfAborted();
    return fitScript(script, speechSeconds, request, newsroomOf(request));
  }
}

function compose(request: ScriptRequest, newsroom: Newsroom): Script {
  const book = phraseBookOf(request.language);
  const desk: Desk = {
    language: request.language,
    book,
    cast: castOf(request),
    picker: new PhrasePicker(request, 'phrases'),
  };
  const lowerCase = lowerCaseWords(request);
  const opening = greeting(request, desk);
  const round = headlines(
    newsroom.stories.slice(0, request.newsCount ?? newsroom.stories.length),
    request,
    lowerCase,
    desk,
  );
  const sky = weather(request, desk);
  const coin = bitcoin(request, desk);
  const closing = signOff(request, desk);
  const review = lookBack(newsroom.stories, request, {
    ...desk,
    picker: new PhrasePicker(request, 'look-back'),
  });
  const frame = [
    ...opening,
    ...(round ? [round] : []),
    ...sky,
    ...coin,
    ...(review ? [review] : []),
    closing,
  ];
  const traffic = tellAll(
    newsroom.traffic.map((material) => ({ material, depth: Math.min(2, material.picks.length) })),
    'traffic',
    desk,
  );
  const seconds = request.speechSecondsTarget - secondsOfAll([...frame, ...traffic], desk.cast);
  const tellings = plan(newsroom.stories, {
    seconds,
    charactersPerSecond: paceOf(desk.cast),
    ...(request.newsCount === undefined ? {} : { storiesWanted: request.newsCount }),
  });
  const told = tellings.map(({ material }) => material);
  const stories = tellAll(tellings, 'story', desk);
  // The round and the look back may only name what is told.
  const finalRound = headlines(told, request, lowerCase, {
    ...desk,
    picker: new PhrasePicker(request, 'headlines'),
  });
  const finalReview = lookBack(told, request, {
    ...desk,
    picker: new PhrasePicker(request, 'look-back'),
  });
  const segments = [
    ...opening,
    ...(finalRound ? [finalRound] : []),
    ...stories,
    ...traffic,
    ...sky,
    ...coin,
    ...(finalReview ? [finalReview] : []),
    closing,
  ];
  return {
    title: titleOf(request, book),
    language: request.language,
    segments,
    storyIds: [...told, ...newsroom.traffic].map(({ story }) => story.id),
    warnings: warningsOf(secondsOfAll(segments, desk.cast), request),
    writer: 'built-in',
  };
}

/** The hosts lead by turns; the other one adds what there is to add. */
function tellAll(tellings: readonly Telling[], type: 'story' | 'traffic', desk: Desk): Segment[] {
  const segments: Segment[] = [];
  let lead = type === 'story' ? desk.cast.main : desk.cast.second;
  tellings.forEach((telling, index) => {
    const category = tellings[index - 1]?.material.story.category;
    const before = {
      lead,
      rank: index,
      type,
      isFirst: index === 0,
      ...(category === undefined ? {} : { category }),
    };
    segments.push(...tellStory(telling.material, sentencesOf(telling), before, desk));
    lead = otherHost(desk.cast, lead.id);
  });
  return segments;
}

function paceOf({ main, second }: Cast): number {
  return (main.charactersPerSecond + second.charactersPerSecond) / 2;
}
