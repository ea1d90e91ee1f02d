import { UsageError } from './arguments.js';
import { configCommand } from './config-command.js';

describe('config check', () => {
  it.each([[[]], [['show']], [['check', '--yaml']]])('is not %j', (argv) => {
    expect(() => configCommand(argv)).toThrow(UsageError);
  });

  it('is one document with all sections for programs', () => {
    const sections = JSON.parse(configCommand(['check', '--json'])) as Record<string, unknown>;

    expect(Object.keys(sections)).toHaveLength(13);
  });

  it('ends with a good word for people', () => {
    expect(configCommand(['check'])).toMatch(/The settings are good\.\n$/);
  });
});
