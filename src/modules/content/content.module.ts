import { Module } from '@nestjs/common';
import { SettingsModule } from '#platform/config';
import { DataModule } from '#modules/data';
import { ContentController } from './content.controller.js';
import { ContentService } from './content.service.js';
import { ContentSettings } from './content.settings.js';
import { Editor } from './editor.js';
import { FeedReader } from './feed/feed-reader.js';
import { FeedRepository } from './feed/feed.repository.js';
import { NewsDesk } from './news-desk.js';
import { ScriptWriter } from './script/script.js';
import { ToldRepository } from './story/told.repository.js';

@Module({
  imports: [SettingsModule.of(ContentSettings), DataModule],
  controllers: [ContentController],
  providers: [
    ContentService,
    NewsDesk,
    FeedReader,
    FeedRepository,
    ToldRepository,
    Editor,
    { provide: ScriptWriter, useExisting: Editor },
  ],
  exports: [NewsDesk, Editor, ScriptWriter, ToldRepository, ContentService, SettingsModule],
})
export class ContentModule {}
