import { readFileSync } from 'node:fs';

const flagsIn = (text: string) => [...text.matchAll(/--[\w-]+(?:=\d+)?/g)].map(([flag]) => flag);

it('gives Node the same flags by npm and in the image', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    scripts: Record<string, string>;
  };
  const file = readFileSync('Dockerfile', 'utf8');
  const image = /^CMD .*main\.js.*$/m.exec(file)?.[0] ?? '';

  expect(flagsIn(scripts['start'] ?? '')).toHaveLength(5);
  expect(flagsIn(image)).toEqual(flagsIn(scripts['start'] ?? ''));
  for (const text of [scripts['start'], file]) expect(text).toContain('MALLOC_ARENA_MAX=1');
});
