import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { InvalidInput } from '#kernel';
import { SettingsError } from '#platform/config';
import { ConfigurationService } from './configuration.service.js';

const away = { add: () => Promise.reject(new Error('database away')) };

function service(prepare: () => unknown): ConfigurationService {
  return new ConfigurationService({ prepare } as never, away as never, away as never);
}

describe('a reload while the database is away', () => {
  it('that is refused names the faults', async () => {
    const log = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
    const refused = service(() => {
      throw new SettingsError(['LOG_LEVEL: must be one of them']);
    }).reload({ actor: 'test', trigger: 'request' });

    await expect(refused).rejects.toBeInstanceOf(InvalidInput);
    await expect(refused).rejects.toMatchObject({
      facts: { errors: [{ field: 'LOG_LEVEL', rule: 'must be one of them' }] },
    });
    expect(log).toHaveBeenCalledTimes(1);
    log.mockRestore();
  });

  it('that would change something changes nothing', async () => {
    const apply = jest.fn();
    const change = { variable: 'LOG_LEVEL', before: 'info', after: 'debug', isReloadable: true };
    const reloading = service(() => ({ changes: [change], waiting: [], apply }));

    await expect(reloading.reload({ actor: 'test', trigger: 'request' })).rejects.toThrow('away');
    expect(apply).not.toHaveBeenCalled();
  });
});
