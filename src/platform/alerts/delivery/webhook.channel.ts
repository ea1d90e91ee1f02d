import { Injectable } from '@nestjs/common';
import { HttpClient } from '#platform/http';
import { AlertSettings } from '../alert.settings.js';
import { Channel, type Message } from './channel.js';
import { documentOf } from './message.js';
import { post } from './posting.js';
import { signatureHeaders } from './signature.js';

/** Posts alerts as JSON to an address of the operator, signed. */
@Injectable()
export class WebhookChannel extends Channel {
  readonly name = 'webhook';

  constructor(
    private readonly http: HttpClient,
    private readonly settings: AlertSettings,
  ) {
    super();
  }

  get isConfigured(): boolean {
    return this.settings.webhookUrl !== undefined && this.settings.webhookSecret !== undefined;
  }

  async send(message: Message, signal: AbortSignal): Promise<void> {
    const { webhookUrl, webhookSecret, isPrivateAllowed } = this.settings;
    if (!webhookUrl || !webhookSecret) return;
    const body = JSON.stringify(documentOf(message));
    const headers = signatureHeaders(message.id, body, webhookSecret.reveal(), new Date());
    const provider = 'alert webhook';
    await post(this.http, {
      ...{ url: webhookUrl.reveal(), body, headers, provider, isPrivateAllowed, signal },
    });
  }
}
