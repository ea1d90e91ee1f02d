import type { ShowAnswer } from '../show.answer.js';
import { PAGE_POLICY } from './page-policy.js';
import { showPage } from './show-page.js';
import { barHeights } from './waveform.js';

const ID = '3f0c1c66-2f0e-4f55-9c58-6f3a0c0f8f11';
const HOSTILE = `</script><img src=x onerror=alert(1)>"'`;

/** As a show is that was asked for a moment ago. */
const queued: ShowAnswer = {
  id: ID,
  session_id: ID,
  status: 'queued',
  stage: 'plan',
  percent: 0,
  sentence: 'Waiting for its turn',
  title: null,
  preset: 'zurich',
  channel: 'zurich',
  language: 'en',
  created_at: new Date('2026-11-22T07:00:00Z'),
  finished_at: null,
  error: null,
  version: 1,
  batch_id: null,
  approval: null,
  links: {
    self: `/api/v1/shows/${ID}`,
    events: `/api/v1/shows/${ID}/events`,
    dashboard: `/api/v1/shows/${ID}/dashboard`,
    script: `/api/v1/shows/${ID}/script`,
    versions: `/api/v1/shows/${ID}/versions`,
  },
  stages: [{ stage: 'plan', state: 'pending', attempts: 0, seconds: null }],
  broadcast_style: null,
  estimated_duration_minutes: null,
  script_content: null,
  segments: [],
  audio_url: null,
  cover_url: null,
  cover_small_url: null,
  files: [],
  metadata: {
    preset: 'zurich',
    channel: 'zurich',
    language: 'en',
    seed: '5',
    speakers: [],
    is_sample: null,
    content_stats: { total_news_collected: 0, news_selected: 0 },
    content_sources: [],
    topics_covered: [],
    diversity_score: 0,
    feeds: [],
    generated_at: null,
    audio_url: null,
    audio_duration: null,
    cover_art_url: null,
    loudness: null,
    writer: null,
    warnings: [],
    cost: { llm_tokens: 0, tts_characters: 0, images: 0, usd: 0, saved_usd: 0 },
    performance: { rendered_seconds: null, generation_time_seconds: 0, stage_seconds: {} },
  },
};

const completed: ShowAnswer = {
  ...queued,
  status: 'completed',
  percent: 100,
  title: `Zürich ${HOSTILE}`,
  audio_url: `/api/v1/shows/${ID}/files/show.mp3`,
  cover_url: `/api/v1/shows/${ID}/files/cover.jpg`,
  stages: [{ stage: 'mix', state: 'done', attempts: 2, seconds: 5.13 }],
  files: [
    {
      name: 'transcript.vtt',
      kind: 'transcript',
      url: `/api/v1/shows/${ID}/files/transcript.vtt`,
      content_type: 'text/vtt',
      size_bytes: 2345,
      sha256: 'f'.repeat(64),
    },
  ],
  segments: [
    {
      segment_type: 'story',
      speaker: 'marcel',
      text: `The lake is warm. ${HOSTILE}`,
      chapter: null,
      estimated_duration: 3,
      duration_seconds: 3.25,
      start_seconds: 61.5,
      voice_config: null,
      sources: ['good', 'bad'],
      translated_from: [],
      unsupported_claims: [{ kind: 'number', text: HOSTILE }],
    },
  ],
  metadata: {
    ...queued.metadata,
    speakers: [{ id: 'marcel', name: `Marcel ${HOSTILE}`, role: 'main_host' }],
    content_sources: [
      source('good', 'https://example.org/a?b=1&c="'),
      source('bad', 'javascript:alert(1)'),
    ],
    content_stats: { total_news_collected: 40, news_selected: 1 },
    audio_duration: 65,
    loudness: { integrated_lufs: -16.04, true_peak_dbtp: -1.5, lra: 4.2 },
    warnings: [HOSTILE],
    feeds: [
      { feed_id: 'x', outlet: HOSTILE, state: 'failed', articles: 0, reason: HOSTILE },
      { feed_id: 'y', outlet: 'Well Herald', state: 'fresh', articles: 3 },
    ],
  },
};

function source(id: string, link: string): ShowAnswer['metadata']['content_sources'][number] {
  return { id, story_id: 's', outlet: HOSTILE, title: HOSTILE, link, published_at: null };
}

describe('the page of a finished show', () => {
  const page = showPage(completed, {
    peaks: { data: [-10, 20, -127, 100] },
    chapters: { chapters: [{ startTime: 61, title: HOSTILE }] },
  });

  it('escapes titles, scripts, names, outlets, reasons and warnings', () => {
    expect(page).not.toContain('<img src=x');
    expect(page.split('&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;').length).toBeGreaterThan(
      9,
    );
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page).not.toMatch(/<[^>]*\son\w+=/);
    expect(page).not.toMatch(/<[^>]*\sstyle=/);
  });

  it('says which version it is once it was edited, and why it was rejected', () => {
    const approval = { decision: 'rejected', by: 'key rx_1', version: 2, reason: 'Too <dull>.' };
    const rejected = { ...queued, status: 'cancelled', version: 2, approval } as never;

    expect(showPage(queued)).not.toContain('Version 1');
    expect(showPage(rejected)).toContain('>Version 2</a>');
    expect(showPage(rejected)).toContain('rejected: Too &lt;dull&gt;.');
  });

  it('links to articles of the web only, and gives them no hold on the page', () => {
    expect(page).toContain(
      'href="https://example.org/a?b=1&amp;c=&quot;" rel="noopener noreferrer"',
    );
    expect(page).not.toContain('javascript:');
  });

  it('plays, seeks, and says what was measured', () => {
    expect(page).toContain(`src="/api/v1/shows/${ID}/files/show.mp3"`);
    expect(page).toContain('role="slider"');
    expect(page).toContain('data-start="61.5"');
    expect(page).toMatch(/−16\.0 <span>LUFS/);
    expect(page).toContain('5.13 s');
    expect(page).toContain('2 attempts');
    expect(page).toContain('could not be read');
    expect(page).not.toContain('Well Herald');
    expect(page).toContain('Not found in the sources:');
    expect(page).toContain('"events":null');
  });

  it('asks no other host for anything', () => {
    const asked = page.replace(/<a [^>]*>/g, '').match(/(src|href|url)\s*[=(]\s*["']?https?:/g);
    expect(asked).toBeNull();
  });
});

it('shows how far a show is, and nothing that is not there yet', () => {
  const page = showPage({ ...queued, status: 'running', percent: 41.6, sentence: 'Mixing' });

  expect(page).toContain(`"events":"/api/v1/shows/${ID}/events"`);
  expect(page).toContain('value="41.6"');
  expect(page).toContain('Mixing');
  for (const absent of [
    '<audio',
    'role="slider"',
    '<img',
    'LUFS',
    '<h2 id="script-title"',
    '<h2 id="files-title"',
  ])
    expect(page.replace(/<(style|script)[\s\S]*?<\/\1>/g, '')).not.toContain(absent);
});

it('says plainly why a show failed', () => {
  const error = {
    stage: 'collect',
    code: 'show/nothing-to-tell',
    detail: `No story. ${HOSTILE}`,
  } as const;
  const page = showPage({ ...queued, status: 'failed', error });

  expect(page).toContain('The show could not be made');
  expect(page).toContain('No story. &lt;/script&gt;');
  expect(page).toContain('show/nothing-to-tell');
  expect(page).toContain('"events":null');
  expect(page).not.toContain('<progress');
});

it('lets only its own script and style run', async () => {
  const { createHash } = await import('node:crypto');
  const hash = (text?: string) =>
    createHash('sha256')
      .update(text ?? '')
      .digest('base64');
  const page = showPage(completed);

  expect(PAGE_POLICY).toContain(`'sha256-${hash(/<script>([\s\S]*?)<\/script>/.exec(page)?.[1])}'`);
  expect(PAGE_POLICY).toContain(`'sha256-${hash(/<style>([\s\S]*?)<\/style>/.exec(page)?.[1])}'`);
  expect(PAGE_POLICY).not.toContain('unsafe');
});

it.each([
  ['empty', [], []],
  ['silent', [0, 0, 0, 0], [0, 0]],
  ['as loud as it gets', [-128, 127, -64, 10], [1, 0.29]],
])('draws a show that is %s', (_what, data, heights) => {
  const drawn = barHeights({ data }).map((height) => Math.round(height * 1000) / 1000);
  expect(drawn).toEqual(heights);
});
