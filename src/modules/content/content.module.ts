import { Module } from '@nestjs/common';
import { SettingsModule } from '#platform/config';
import { HttpClient } from '#platform/http';
import { MetricsModule } from '#platform/metrics';
import { Spend } from '#platform/spend';
import { DataModule } from '#modules/data';
import { SpeakerModule } from '#modules/speaker';
import { ContentController } from './content.controller.js';
import { ContentRetention } from './content-retention.js';
import { ContentService } from './content.service.js';
import { ContentSettings } from './content.settings.js';
import { Editor } from './editor.js';
import { FeedReader } from './feed/feed-reader.js';
import { FeedRepository } from './feed/feed.repository.js';
import { FeedEntryRepository } from './feed/register/feed-entry.repository.js';
import { FeedCheck } from './feed/register/feed-check.js';
import { FeedMeters } from './feed/register/feed.meters.js';
import { FeedOpml } from './feed/register/feed-opml.js';
import { FeedRefresher } from './feed/register/feed-refresher.js';
import { FeedPart } from './feed/register/feed-part.js';
import { FeedRegister } from './feed/register/feed-register.js';
import { FeedRound } from './feed/register/feed-round.js';
import { FeedsController } from './feed/register/feeds.controller.js';
import { OpmlBodies } from './feed/register/opml-bodies.js';
import { StoredNews } from './feed/stored-news.js';
import { NewsDesk } from './news-desk.js';
import { BudgetedScriptWriter, type PaidScriptWriter } from './script/budgeted.script-writer.js';
import { LanguageModelScriptWriter } from './script/model/language-model.script-writer.js';
import { OpenAiSettings } from './script/model/openai.settings.js';
import { ScriptWriter } from './script/script.js';
import { BitcoinProvider } from './bitcoin/bitcoin.js';
import { CoinGeckoBitcoinProvider } from './bitcoin/coin-gecko.bitcoin-provider.js';
import { ServiceDataController } from './service-data.controller.js';
import { ServiceDataSettings } from './service-data.settings.js';
import { ServiceData } from './service-data.js';
import { OpenMeteoWeatherProvider } from './weather/open-meteo.weather-provider.js';
import { WeatherProvider } from './weather/weather.js';
import { ScriptOnRequest } from './script-on-request.js';
import { ToldRepository } from './story/told.repository.js';

/** Writers who are asked before the built-in one, as far as their money budgets go. */
const PAID_WRITERS: ReadonlyArray<
  new (http: HttpClient, settings: OpenAiSettings, editor: Editor) => PaidScriptWriter
> = [LanguageModelScriptWriter];

@Module({
  imports: [
    SettingsModule.of(ContentSettings, OpenAiSettings, ServiceDataSettings),
    MetricsModule,
    DataModule,
    SpeakerModule,
  ],
  controllers: [ContentController, FeedsController, ServiceDataController],
  providers: [
    ContentService,
    ScriptOnRequest,
    NewsDesk,
    FeedReader,
    FeedRepository,
    FeedEntryRepository,
    FeedRegister,
    FeedPart,
    FeedRound,
    FeedRefresher,
    FeedMeters,
    FeedCheck,
    FeedOpml,
    OpmlBodies,
    StoredNews,
    ContentRetention,
    ToldRepository,
    Editor,
    ServiceData,
    { provide: WeatherProvider, useClass: OpenMeteoWeatherProvider },
    { provide: BitcoinProvider, useClass: CoinGeckoBitcoinProvider },
    {
      provide: ScriptWriter,
      inject: [Editor, HttpClient, OpenAiSettings, { token: Spend, optional: true }],
      useFactory: (editor: Editor, http: HttpClient, settings: OpenAiSettings, spend?: Spend) => {
        const paid = PAID_WRITERS.map((Writer) => new Writer(http, settings, editor));
        return new BudgetedScriptWriter(editor, paid, spend);
      },
    },
  ],
  exports: [
    NewsDesk,
    Editor,
    ScriptWriter,
    ToldRepository,
    ContentService,
    ServiceData,
    SettingsModule,
  ],
})
export class ContentModule {}
