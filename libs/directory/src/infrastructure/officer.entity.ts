import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A 回访员 whom a leader may name; the admin keeps the table. */
@Entity({ schema: 'directory', name: 'officer' })
export class OfficerEntity {
  @PrimaryColumn('text') jurisdiction!: string;
  @PrimaryColumn('text') subject!: string;
  @Column('text', { nullable: true }) department!: string | null;
  @Column('bool') active!: boolean;
  @Column('int') version!: number;
}
