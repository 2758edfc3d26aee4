import { DirectoryModule } from '@bancheng/directory';
import { RoutingModule } from '@bancheng/routing';
import { SupervisionModule } from '@bancheng/supervision';
import { TransferModule } from '@bancheng/transfer';
import { Module } from '@nestjs/common';

/** What the routing service answers: the slips, 督办, 帮办代办, and the directory that all services read. */
@Module({ imports: [RoutingModule, SupervisionModule, TransferModule, DirectoryModule] })
export class RoutingAppModule {}
