import { loadSettings, SettingsError } from '#platform/config';
import { AlertSettings } from './alert.settings.js';

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    loadSettings(AlertSettings, env);
    return [];
  } catch (error) {
    return (error as SettingsError).faults;
  }
}

describe('settings of alerts', () => {
  it.each([
    [
      'a webhook that nobody could check',
      { ALERT_WEBHOOK_URL: 'https://a.example/hook' },
      'ALERT_WEBHOOK_SECRET',
    ],
    ['an address that is none', { ALERT_SLACK_URL: 'slack-channel' }, 'ALERT_SLACK_URL'],
    [
      'a mail server over HTTP',
      {
        ALERT_SMTP_URL: 'http://mail.example',
        ALERT_MAIL_FROM: 'a@b.example',
        ALERT_MAIL_TO: 'a@b.example',
      },
      'ALERT_SMTP_URL',
    ],
    [
      'mail to nobody',
      { ALERT_SMTP_URL: 'smtp://mail.example', ALERT_MAIL_FROM: 'a@b.example' },
      'ALERT_MAIL_TO',
    ],
    [
      'mail from nobody',
      { ALERT_SMTP_URL: 'smtp://mail.example', ALERT_MAIL_TO: 'a@b.example' },
      'ALERT_MAIL_FROM',
    ],
    ['a severity that is none', { ALERT_DELIVER_FROM: 'LOUD' }, 'ALERT_DELIVER_FROM'],
    ['no interval at all', { ALERT_INTERVAL: '0' }, 'ALERT_INTERVAL'],
  ])('refuse %s', (_what, env, variable) => {
    const faults = faultsOf(env);

    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${variable}: `));
  });

  it('want nothing, and take all of it', () => {
    expect(faultsOf({})).toEqual([]);
    expect(
      faultsOf({
        ...{ ALERT_WEBHOOK_URL: 'https://a.example/hook', ALERT_WEBHOOK_SECRET: 'a secret' },
        ...{ ALERT_SMTP_URL: 'smtps://me:secret@mail.example', ALERT_MAIL_FROM: 'a@b.example' },
        ALERT_MAIL_TO: 'a@b.example, c@d.example',
      }),
    ).toEqual([]);
  });
});
