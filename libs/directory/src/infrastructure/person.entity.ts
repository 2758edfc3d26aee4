import type { Person, PersonRole } from '@bancheng/contracts/http/people';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody who works in a hall or for it. */
@Entity({ schema: 'directory', name: 'person' })
export class PersonEntity {
  @PrimaryColumn('text') jurisdiction!: string;
  @PrimaryColumn('text') subject!: string;
  @Column('text') name!: string;
  @Column('text', { array: true }) roles!: PersonRole[];
  @Column('text', { nullable: true }) department!: string | null;
  /** Who is not on duty gets nothing new to do; what they did stays theirs. */
  @Column('bool') active!: boolean;
  /** Who may stand in for this leader, beside the other leaders. */
  @Column('text', { array: true }) deputies!: string[];
  @Column('text', { nullable: true }) email!: string | null;
  @Column('text', { name: 'kept_by' }) keptBy!: Person['keptBy'];
  @Column('int') version!: number;
}
