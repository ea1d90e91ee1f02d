import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `npm start` tells Node, read from there: a bench measures the station that users start. */
export function startFlags() {
  const { scripts } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'),
  );
  return scripts.start.match(/--[\w-]+=\d+(?=.*dist\/src\/main\.js)/g) ?? [];
}
