import { instantColumn } from '@bancheng/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One 联席会议. Its minutes come with its holding. */
@Entity({ schema: 'joint_meeting', name: 'meeting' })
export class MeetingEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') jurisdiction!: string;
  /** `office` for the 管理办公室, else a department's code. */
  @Column('text') convener!: string;
  @Column('timestamptz', { name: 'planned_at', transformer: instantColumn }) plannedAt!: string;
  @Column('text') place!: string;
  @Column('text') agenda!: string;
  @Column('timestamptz', { name: 'convened_at', transformer: instantColumn }) convenedAt!: string;
  @Column('timestamptz', { name: 'held_at', nullable: true, transformer: instantColumn }) heldAt!: string | null;
  @Column('text', { nullable: true }) minutes!: string | null;
  @Column('timestamptz', { name: 'cancelled_at', nullable: true, transformer: instantColumn })
  cancelledAt!: string | null;
  /** Counts the edits; the ETag. */
  @Column('int') version!: number;
}
