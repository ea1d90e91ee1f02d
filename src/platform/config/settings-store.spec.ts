import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IsInt, IsOptional, Max, Min, ValidateIf } from 'class-validator';
import { Env, Reloadable, Section, sectionOf } from './env.js';
import { LiveSettings } from './live-settings.js';
import { Secret } from './secret.js';
import { load, loadSettings, SettingsError } from './settings.js';
import { SettingsStore } from './settings-store.js';
import { Sources } from './sources.js';

class QueueSettings {
  @Env('SLOTS', IsInt(), Min(1), Max(64))
  @Reloadable()
  readonly slots: number = 4;

  @Env('WORKERS', IsInt(), Min(1))
  readonly workers: number = 2;

  @Env('THEIR_KEY', IsOptional())
  readonly key?: Secret;
}

@Section('station')
class NewsSettings {
  /** Only wanted where there are many. */
  @Env('MANY', IsInt())
  readonly many: number = 0;

  @Env('FEW', ValidateIf(({ many }: NewsSettings) => many > 5), Max(3))
  @Reloadable()
  readonly few: number = 1;
}

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'));
  file = join(folder, 'radiox.env');
  writeFileSync(file, '');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function start(env: Record<string, string> = {}) {
  const all = { NODE_ENV: 'test', RADIOX_CONFIG_FILE: file, ...env };
  const store = new SettingsStore(all);
  const adopt = <T extends object>(Settings: new () => T): T =>
    store.adopt(new LiveSettings(Settings, load(Settings, Sources.withFiles(all))).facade);
  return { store, queue: adopt(QueueSettings), news: adopt(NewsSettings) };
}

const faultsOf = (work: () => unknown): readonly string[] => {
  try {
    work();
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
  }
  return [];
};

describe('settings of a running application', () => {
  it('take reloadable values where they are, and keep the others until a restart', () => {
    writeFileSync(file, 'SLOTS=5');
    const { store, queue } = start();
    expect(queue).toEqual({ slots: 5, workers: 2 });

    writeFileSync(file, 'SLOTS=6\nWORKERS=3');
    const { changes, waiting, apply } = store.prepare();
    expect(queue.slots).toBe(5);
    apply();

    expect(queue).toEqual({ slots: 6, workers: 2 });
    expect(changes).toMatchObject([{ variable: 'SLOTS', before: 5, after: 6, section: 'queue' }]);
    expect(waiting).toMatchObject([{ variable: 'WORKERS', before: 2, after: 3 }]);
    expect(store.prepare().changes).toEqual([]);
  });

  it('change whole or not at all', () => {
    const { store, queue, news } = start();

    writeFileSync(file, 'SLOTS=6\nMANY=none\nWORKERS=0');

    expect(faultsOf(() => store.prepare())).toEqual([
      'MANY: must be an integer number',
      'WORKERS: must not be less than 1',
    ]);
    expect([queue.slots, news.many]).toEqual([4, 0]);
  });

  it('keep what operators change while files are being read, and the files where they change last', () => {
    const { store, queue, news } = start();
    writeFileSync(file, 'FEW=2\n');

    const reload = store.prepare();
    store.prepare({ SLOTS: '9' }).apply();
    reload.apply();

    expect([queue.slots, news.few]).toEqual([9, 2]);

    const edit = store.prepare({ SLOTS: '8' });
    writeFileSync(file, 'FEW=3\n');
    store.prepare().apply();
    edit.apply();

    expect([queue.slots, news.few]).toEqual([8, 3]);
  });

  it('refuse a new value that does not go with an old one', () => {
    writeFileSync(file, 'MANY=9\nFEW=3');
    const { store, news } = start();

    writeFileSync(file, 'MANY=1\nFEW=8');

    expect(faultsOf(() => store.prepare())).toEqual(['FEW: must not be greater than 3']);
    expect(news.few).toBe(3);
  });

  it('let nobody else change them', () => {
    const { queue } = start();

    expect(() => Object.assign(queue, { slots: 9 })).toThrow(TypeError);
    expect(queue).toBeInstanceOf(QueueSettings);
    expect(JSON.stringify(queue)).toBe('{"slots":4,"workers":2}');
  });

  it('tell where each value comes from, and no secret', () => {
    const key = join(folder, 'key');
    writeFileSync(key, 'canary-4711\n');
    writeFileSync(file, 'SLOTS=5\nWORKERS=7');
    const { store, queue } = start({ WORKERS: '8', THEIR_KEY_FILE: key });

    expect(queue.key?.reveal()).toBe('canary-4711');
    expect(store.shown()).toMatchObject([
      { variable: 'SLOTS', value: 5, origin: 'file', isReloadable: true },
      { variable: 'WORKERS', value: 8, origin: 'env', isReloadable: false },
      { variable: 'THEIR_KEY', value: '***', origin: 'file' },
      { variable: 'MANY', value: 0, origin: 'default', section: 'station' },
      { variable: 'FEW' },
    ]);
    expect(store.files()).toEqual([file, key]);
  });
});

describe('files of settings', () => {
  it.each([
    ['both', { THEIR_KEY: 'canary-4711', THEIR_KEY_FILE: '/dev/null' }, /^THEIR_KEY: is set twice/],
    ['missing', { THEIR_KEY_FILE: '/nowhere' }, /^THEIR_KEY_FILE: .*\(ENOENT\)$/],
    ['a folder', { THEIR_KEY_FILE: '/' }, /^THEIR_KEY_FILE: .*\(EISDIR\)$/],
    ['empty', { THEIR_KEY_FILE: '/dev/null' }, /^THEIR_KEY_FILE: the file is empty$/],
    ['short', { THEIR_KEY: 'pin' }, /^THEIR_KEY: must have at least 6 characters$/],
  ])('are refused when a secret is %s', (_name, env, fault) => {
    const faults = faultsOf(() => loadSettings(QueueSettings, env));

    expect(faults).toEqual([expect.stringMatching(fault)]);
    expect(faults.join()).not.toContain('canary');
  });

  it('are refused when the one that is named is not there', () => {
    const env = { RADIOX_CONFIG_FILE: join(folder, 'no.env'), NODE_ENV: 'test' };

    expect(faultsOf(() => load(QueueSettings, Sources.withFiles(env)))).toEqual([
      'RADIOX_CONFIG_FILE: the file cannot be read (ENOENT)',
    ]);
  });

  it('are read from the working folder, but not by tests', () => {
    const before = process.cwd();
    try {
      process.chdir(folder);
      writeFileSync('.env', 'SLOTS=9 # many\nexport WORKERS="3"');
      const slotsIn = (env: Record<string, string>) =>
        load(QueueSettings, Sources.withFiles(env)).settings;

      expect(slotsIn({})).toMatchObject({ slots: 9, workers: 3 });
      expect(slotsIn({ SLOTS: '1', NODE_ENV: 'production' }).slots).toBe(1);
      expect(slotsIn({ NODE_ENV: 'test' }).slots).toBe(4);
    } finally {
      process.chdir(before);
    }
  });
});

describe('a section', () => {
  it('is the name of the class, or what it says', () => {
    class WeatherSettings {}

    expect([QueueSettings, NewsSettings].map(sectionOf)).toEqual(['queue', 'station']);
    expect(() => sectionOf(WeatherSettings)).toThrow('WeatherSettings belongs to no section');
  });
});
