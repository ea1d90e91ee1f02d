import { ServiceSettings, SettingsModule } from '#platform/config';
import { DatabaseServer, DatabaseSettings, migrateDown } from '#platform/database';
import { UsageError } from './arguments.js';

/**
 * Takes the last migration back. The way forth needs no command: every start goes it.
 * @returns What to print on standard output.
 * @throws UsageError; Error with a sentence while a station uses the database.
 */
export async function migrateCommand(argv: readonly string[]): Promise<string> {
  if (argv.length !== 1 || argv[0] !== 'down')
    throw new UsageError('The only way to migrate by hand is down: npm run migrate -- down');
  const settings = SettingsModule.read(DatabaseSettings);
  const server = new DatabaseServer(settings, SettingsModule.read(ServiceSettings));
  const url = await server.open();
  try {
    const name = await migrateDown(url);
    return name === undefined ? 'There is no step left.\n' : `Taken back: ${name}\n`;
  } finally {
    await server.close();
  }
}
