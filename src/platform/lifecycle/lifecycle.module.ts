import { Global, Module } from '@nestjs/common';
import { Lifecycle } from './lifecycle.js';

/** The one order in which everything starts and stops. */
@Global()
@Module({ providers: [Lifecycle], exports: [Lifecycle] })
export class LifecycleModule {}
