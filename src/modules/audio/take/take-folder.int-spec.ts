import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TakeFolder } from './take-folder.js';

const HASH = 'ab'.repeat(32);
let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'take.tmp-'));
  await mkdir(join(root, 'ab'));
});
afterEach(() => rm(root, { recursive: true }));

async function leave(path: string, minutes: number): Promise<string> {
  const at = new Date(Date.now() - minutes * 60_000);
  await utimes(path, at, at);
  return path;
}

it('what a killed process has left of a take goes after an hour, whatever an engine called it', async () => {
  const folder = new TakeFolder(root, 1e9);
  const file = (name: string) => join(root, 'ab', `${HASH}.wav${name}`);
  const names = ['.1.tmp', '.2.tmp.part0', '.3.tmp.Xy12aB/said.wav'];
  await mkdir(file('.3.tmp.Xy12aB'));
  for (const name of [...names, '', '.4.tmp.part0']) await writeFile(file(name), 'sound');
  for (const name of [...names, '.3.tmp.Xy12aB', '']) await leave(file(name), 70);

  const other = 'cd'.repeat(32);
  const temporary = await folder.temporary(other, 'one');
  await writeFile(temporary, 'sound');
  await folder.keep(temporary, other);

  expect(names.map((name) => existsSync(file(name)))).toEqual([false, false, false]);
  expect(existsSync(file('.3.tmp.Xy12aB'))).toBe(false);
  expect(['', '.4.tmp.part0'].map((name) => existsSync(file(name)))).toEqual([true, true]);
  expect(await folder.usage()).toEqual({ takes: 2, bytes: 10 });
});
