import type { SignallerRole } from '@bancheng/contracts/http/signallers';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Someone who may speak to the engine of one jurisdiction's cases by public signal. */
@Entity({ schema: 'directory', name: 'signaller' })
export class SignallerEntity {
  @PrimaryColumn('text') jurisdiction!: string;
  @PrimaryColumn('text') subject!: string;
  @Column('text') role!: SignallerRole;
  /** Null for a leader. */
  @Column('text', { nullable: true }) department!: string | null;
  @Column('int') version!: number;
}
