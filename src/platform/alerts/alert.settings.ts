import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsDefined,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { Env, Reloadable, Secret, Section } from '#platform/config';
import { IsCaFile } from '#platform/redis';
import { IsSecretUrl } from './secret-url.js';
import { SEVERITIES, type Severity } from './rule/rule.js';

/** When somebody is told that something is wrong, and how. Each way of telling is optional. */
@Section('performance')
export class AlertSettings {
  /** How often the rules are judged, seconds. */
  @Env('ALERT_INTERVAL', IsInt(), Min(1), Max(60))
  readonly intervalS: number = 5;

  /** A job that has waited so long in its queue raises an alert, seconds. */
  @Reloadable()
  @Env('ALERT_QUEUE_AGE', IsInt(), Min(10), Max(86_400))
  readonly queueAgeS: number = 300;

  /** Requests within a minute without which their errors and times raise no alert. */
  @Reloadable()
  @Env('ALERT_REQUESTS_MIN', IsInt(), Min(1), Max(100_000))
  readonly requestsMin: number = 20;

  /** Name of this process in its alerts; host and port when left out. Two processes never share one. */
  @Env('ALERT_INSTANCE', IsOptional(), IsString(), MaxLength(100))
  readonly instance?: string;

  /** Alerts from this severity on are sent; those below are only listed and logged. */
  @Reloadable()
  @Env('ALERT_DELIVER_FROM', IsIn(SEVERITIES))
  readonly deliverFrom: Severity = 'WARNING';

  /** Alerts of so many seconds are sent together as one message. */
  @Reloadable()
  @Env('ALERT_GROUP_SECONDS', IsInt(), Min(0), Max(300))
  readonly groupS: number = 5;

  /** Address that alerts are posted to as JSON, signed. */
  @Env('ALERT_WEBHOOK_URL', IsOptional(), IsSecretUrl('https', 'http'))
  readonly webhookUrl?: Secret;

  /** Key of the signature (HMAC-SHA256) by which the receiver knows that an alert is ours. */
  @Env(
    'ALERT_WEBHOOK_SECRET',
    ValidateIf(({ webhookUrl }: AlertSettings) => webhookUrl !== undefined),
    IsDefined({ message: 'is needed where ALERT_WEBHOOK_URL is set' }),
  )
  readonly webhookSecret?: Secret;

  /** Address of an incoming webhook of Slack, or of what understands the same (Mattermost, Rocket.Chat). */
  @Env('ALERT_SLACK_URL', IsOptional(), IsSecretUrl('https', 'http'))
  readonly slackUrl?: Secret;

  /** Whether ALERT_WEBHOOK_URL and ALERT_SLACK_URL may lie in a private network. */
  @Env('ALERT_PRIVATE_HOSTS', IsBoolean())
  readonly isPrivateAllowed: boolean = false;

  /** Mail server: smtps://user:password@host:465, or smtp://user:password@host:587. */
  @Env('ALERT_SMTP_URL', IsOptional(), IsSecretUrl('smtps', 'smtp'))
  readonly smtpUrl?: Secret;

  /** `required`: mail goes only over an encrypted connection. `optional`: in the clear where the server offers none. */
  @Env('ALERT_SMTP_TLS', IsIn(['required', 'optional']))
  readonly smtpTls: string = 'required';

  /** PEM file of the authority that the mail server's certificate comes from, where it is none of the public ones. */
  @Env('ALERT_SMTP_CA_FILE', IsOptional(), IsCaFile())
  readonly smtpCaFile?: string;

  /** Sender of alerts by mail. */
  @Env(
    'ALERT_MAIL_FROM',
    ValidateIf(({ smtpUrl }: AlertSettings) => smtpUrl !== undefined),
    IsEmail({}, { message: 'must be a mail address where ALERT_SMTP_URL is set' }),
  )
  readonly mailFrom?: string;

  /** Who gets alerts by mail, comma separated. */
  @Env(
    'ALERT_MAIL_TO',
    ValidateIf(({ smtpUrl }: AlertSettings) => smtpUrl !== undefined),
    IsArray(),
    ArrayNotEmpty({ message: 'must name somebody where ALERT_SMTP_URL is set' }),
    ArrayMaxSize(20),
    IsEmail({}, { each: true, message: 'must be mail addresses, comma separated' }),
  )
  readonly mailTo: string[] = [];
}
