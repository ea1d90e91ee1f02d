import { Module } from '@nestjs/common';
import { DatabaseModule } from '#platform/database';
import { QueueModule } from '#platform/queue';
import { GatewayModule } from './gateway/gateway.module.js';

@Module({ imports: [DatabaseModule, QueueModule, GatewayModule] })
export class AppModule {}
