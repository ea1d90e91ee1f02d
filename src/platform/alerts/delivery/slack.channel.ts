import { Injectable } from '@nestjs/common';
import { HttpClient } from '#platform/http';
import { AlertSettings } from '../alert.settings.js';
import { Channel, type Message } from './channel.js';
import { headline, lines } from './message.js';
import { post } from './posting.js';

const TEXT_CHARACTERS_MAX = 20_000;

/** Posts alerts to an incoming webhook of Slack, Mattermost, Rocket.Chat and the like. */
@Injectable()
export class SlackChannel extends Channel {
  readonly name = 'slack';

  constructor(
    private readonly http: HttpClient,
    private readonly settings: AlertSettings,
  ) {
    super();
  }

  get isConfigured(): boolean {
    return this.settings.slackUrl !== undefined;
  }

  async send(message: Message, signal: AbortSignal): Promise<void> {
    const { slackUrl, isPrivateAllowed } = this.settings;
    if (!slackUrl) return;
    const text = [
      `*${escaped(headline(message))}*`,
      ...lines(message).map((line) => `• ${escaped(line)}`),
    ];
    const body = JSON.stringify({ text: text.join('\n').slice(0, TEXT_CHARACTERS_MAX) });
    const provider = 'alert slack';
    await post(this.http, { url: slackUrl.reveal(), body, provider, isPrivateAllowed, signal });
  }
}

/** Slack's three control characters: nobody is called (`<!channel>`) by a text from outside. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
