import { readFileSync } from 'node:fs';

const flagsIn = (text: string) => [...text.matchAll(/--[\w-]+=\d+/g)].map(([flag]) => flag);

it('gives Node the same flags by npm and in the image', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    scripts: Record<string, string>;
  };
  const image = /^CMD .*main\.js.*$/m.exec(readFileSync('Dockerfile', 'utf8'))?.[0] ?? '';

  expect(flagsIn(scripts['start'] ?? '')).toHaveLength(2);
  expect(flagsIn(image)).toEqual(flagsIn(scripts['start'] ?? ''));
});
