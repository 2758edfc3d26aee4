import type { LocalDate } from '@bancheng/domain';
import { instantColumn } from '@bancheng/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 委托代行: a deputy stands in for a leader on these days, both included, Asia/Shanghai. Never changed once written. */
@Entity({ schema: 'directory', name: 'delegation' })
export class DelegationEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') jurisdiction!: string;
  @Column('text') delegator!: string;
  @Column('text') deputy!: string;
  @Column('date', { name: 'from_date' }) from!: LocalDate;
  @Column('date', { name: 'to_date' }) to!: LocalDate;
  @Column('text') reason!: string;
  @Column('text', { name: 'created_by' }) createdBy!: string;
  @Column('timestamptz', { name: 'created_at', transformer: instantColumn }) createdAt!: string;
}

/** The end of a delegation before its last day. */
@Entity({ schema: 'directory', name: 'delegation_revocation' })
export class DelegationRevocationEntity {
  @PrimaryColumn('uuid', { name: 'delegation_id' }) delegationId!: string;
  @Column('text', { name: 'revoked_by' }) revokedBy!: string;
  @Column('timestamptz', { name: 'revoked_at', transformer: instantColumn }) revokedAt!: string;
}
