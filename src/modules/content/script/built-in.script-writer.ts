import { type Cast, castOf, otherHost } from './cast.js';
import { fitScript } from './fit-script.js';
import {
  bitcoin,
  greeting,
  type HeadlineRound,
  headlines,
  isBrief,
  lookBack,
  secondsOfAll,
  signOff,
  titleOf,
  weather,
} from './frame-segments.js';
import { lowerCaseWords } from './headline.js';
import type { Material } from './material.js';
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
  const picker = new PhrasePicker(request, 'phrases');
  const desk: Desk = { language: request.language, book, cast: castOf(request), picker };
  const opening = greeting(request, desk);
  const service = [...weather(request, desk), ...bitcoin(request, desk)];
  const closing = signOff(request, desk);
  const traffic = tellAll(
    newsroom.traffic.slice(0, isBrief(request) ? 1 : undefined).map((material) => ({
      material,
      depth: Math.min(isBrief(request) ? 1 : 2, material.picks.length),
    })),
    'traffic',
    desk,
  );
  const count = request.newsCount ?? newsroom.stories.length;
  const wanted = overview(newsroom.stories.slice(0, count), request, desk);
  const frame = [
    ...opening,
    ...segmentsOf(wanted),
    ...traffic,
    ...service,
    ...review(wanted.materials, request, desk),
    closing,
  ];
  const tellings = plan(wanted.materials, {
    seconds: request.speechSecondsTarget - secondsOfAll(frame),
    charactersPerSecond: paceOf(desk.cast),
    ...(request.newsCount === undefined ? {} : { storiesWanted: request.newsCount }),
  });
  // The round and the look back may only name what is told.
  const told = newsroom.stories.slice(0, tellings.length);
  const round = overview(told, request, desk);
  const stories = tellAll(
    tellings.map(({ material, depth }, index) => ({
      material: round.materials[index] ?? material,
      depth,
    })),
    'story',
    desk,
  );
  const segments = [
    ...opening,
    ...segmentsOf(round),
    ...stories,
    ...traffic,
    ...service,
    ...review(told, request, desk),
    closing,
  ];
  return {
    title: titleOf(request, book),
    language: request.language,
    segments,
    storyIds: [...told, ...newsroom.traffic].map(({ story }) => story.id),
    warnings: warningsOf(secondsOfAll(segments), request),
    writer: 'built-in',
  };
}

/** With a picker of its own, so that it says the same words for the estimate and for the show. */
function overview(
  materials: readonly Material[],
  request: ScriptRequest,
  desk: Desk,
): HeadlineRound {
  return headlines(materials, request, lowerCaseWords(request), {
    ...desk,
    picker: new PhrasePicker(request, 'headlines'),
  });
}

function segmentsOf({ segment }: HeadlineRound): Segment[] {
  return segment ? [segment] : [];
}

function review(materials: readonly Material[], request: ScriptRequest, desk: Desk): Segment[] {
  const segment = lookBack(materials, request, {
    ...desk,
    picker: new PhrasePicker(request, 'look-back'),
  });
  return segment ? [segment] : [];
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
