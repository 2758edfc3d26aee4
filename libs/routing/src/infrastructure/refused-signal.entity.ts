import type { WaitingSignal } from '@bancheng/contracts';
import { instantColumn } from '@bancheng/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A public signal that changed nothing, and why; of what it said only the digest is kept. */
@Entity({ schema: 'routing', name: 'refused_signal' })
export class RefusedSignalEntity {
  @PrimaryColumn('uuid', { name: 'case_id' }) caseId!: string;
  @PrimaryColumn('text', { name: 'effect_key' }) effectKey!: string;
  @Column('text') jurisdiction!: string;
  @Column('text') name!: WaitingSignal['name'];
  @Column('text') code!: string;
  @Column('text') digest!: string;
  @Column('timestamptz', { transformer: instantColumn }) at!: string;
}
