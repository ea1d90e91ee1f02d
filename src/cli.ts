import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// One command of `radiox`: what V8 has compiled is kept beside what has been built, or, where nobody may write there, not at all.
// A module that is imported above this line would be compiled each time, hence a file of its own.
enableCompileCache(join(import.meta.dirname, '../.compiled'));
await import('./command.js');
