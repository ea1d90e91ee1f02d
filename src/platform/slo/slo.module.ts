import { Module } from '@nestjs/common';
import { SloLedger } from './slo-ledger.js';
import { SloRepository } from './slo.repository.js';

/** What the station promises, and how that is kept. */
@Module({ providers: [SloLedger, SloRepository], exports: [SloLedger] })
export class SloModule {}
