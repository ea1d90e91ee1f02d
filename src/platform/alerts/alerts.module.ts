import { Module } from '@nestjs/common';
import { SettingsModule } from '#platform/config';
import { LifecycleModule } from '#platform/lifecycle';
import { PerformanceModule } from '#platform/performance';
import { SloModule } from '#platform/slo';
import { AlertService } from './alert.service.js';
import { AlertSettings } from './alert.settings.js';
import { MailChannel } from './delivery/mail.channel.js';
import { Notifier } from './delivery/notifier.js';
import { SlackChannel } from './delivery/slack.channel.js';
import { WebhookChannel } from './delivery/webhook.channel.js';
import { AlertBook } from './engine/alert-book.js';
import { AlertEngine } from './engine/alert-engine.js';
import { Caretaker } from './engine/caretaker.js';
import { Silences } from './engine/silences.js';
import { AlertRepository } from './store/alert.repository.js';
import { NoticeRepository } from './store/notice.repository.js';
import { SilenceRepository } from './store/silence.repository.js';

/** Tells people when something is wrong, once. */
@Module({
  imports: [LifecycleModule, PerformanceModule, SloModule, SettingsModule.of(AlertSettings)],
  providers: [
    AlertBook,
    AlertEngine,
    AlertRepository,
    AlertService,
    Caretaker,
    MailChannel,
    NoticeRepository,
    Notifier,
    SilenceRepository,
    Silences,
    SlackChannel,
    WebhookChannel,
  ],
  exports: [AlertService, SloModule],
})
export class AlertsModule {}
