import type { RESPONSIBILITY_SOURCES } from '@bancheng/contracts/http/departments';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One line of the 派单目录: which department takes an item. */
@Entity({ schema: 'directory', name: 'responsibility' })
export class ResponsibilityEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') jurisdiction!: string;
  /** What it is about; at most one line for each item of a jurisdiction. */
  @Column('text') item!: string;
  @Column('text') department!: string;
  @Column('text') source!: (typeof RESPONSIBILITY_SOURCES)[number];
  @Column('int') version!: number;
}
