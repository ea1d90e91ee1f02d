import { Module } from '@nestjs/common';
import { SettingsModule } from '#platform/config';
import { Spend } from '#platform/spend';
import { DataModule } from '#modules/data';
import { ContentController } from './content.controller.js';
import { ContentService } from './content.service.js';
import { ContentSettings } from './content.settings.js';
import { Editor } from './editor.js';
import { FeedReader } from './feed/feed-reader.js';
import { FeedRepository } from './feed/feed.repository.js';
import { NewsDesk } from './news-desk.js';
import { BudgetedScriptWriter, type PaidScriptWriter } from './script/budgeted.script-writer.js';
import { ScriptWriter } from './script/script.js';
import { BitcoinProvider } from './bitcoin/bitcoin.js';
import { CoinGeckoBitcoinProvider } from './bitcoin/coin-gecko.bitcoin-provider.js';
import { ServiceDataController } from './service-data.controller.js';
import { ServiceDataSettings } from './service-data.settings.js';
import { ServiceData } from './service-data.js';
import { OpenMeteoWeatherProvider } from './weather/open-meteo.weather-provider.js';
import { WeatherProvider } from './weather/weather.js';
import { ToldRepository } from './story/told.repository.js';

/** Writers who are asked before the built-in one, as far as their money budgets go. */
const PAID_WRITERS: readonly PaidScriptWriter[] = [];

@Module({
  imports: [SettingsModule.of(ContentSettings, ServiceDataSettings), DataModule],
  controllers: [ContentController, ServiceDataController],
  providers: [
    ContentService,
    NewsDesk,
    FeedReader,
    FeedRepository,
    ToldRepository,
    Editor,
    ServiceData,
    { provide: WeatherProvider, useClass: OpenMeteoWeatherProvider },
    { provide: BitcoinProvider, useClass: CoinGeckoBitcoinProvider },
    {
      provide: ScriptWriter,
      inject: [Editor, { token: Spend, optional: true }],
      useFactory: (builtIn: Editor, spend?: Spend) =>
        new BudgetedScriptWriter(builtIn, PAID_WRITERS, spend),
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
