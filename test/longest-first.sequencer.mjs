import TestSequencer from '@jest/test-sequencer';

/** The longest take a minute: begun last, one would keep a core waiting for it. */
const ORDER = ['e2e', 'integration', 'arch', 'unit'];
const rankOf = ({ context }) => ORDER.indexOf(context.config.displayName?.name);

/** As jest sorts, by the time that files took or by their size, but projects with long files first. */
export default class LongestFirst extends TestSequencer {
  sort(tests) {
    return super.sort(tests).toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}
