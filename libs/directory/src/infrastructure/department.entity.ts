import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A department of a jurisdiction, as the casebook has it; the directory alone writes there. */
@Entity({ schema: 'casebook', name: 'department' })
export class DepartmentEntity {
  @PrimaryColumn('text') jurisdiction!: string;
  @PrimaryColumn('text') code!: string;
  @Column('text') name!: string;
  /** New dispatches go to active departments only. */
  @Column('boolean') active!: boolean;
  /** The department above it. */
  @Column('text', { nullable: true }) parent!: string | null;
  /** Of a stopped one: who takes over what it has open, and the admin who said so. */
  @Column('text', { nullable: true }) successor!: string | null;
  @Column('text', { name: 'succeeded_by', nullable: true }) succeededBy!: string | null;
  @Column('int') version!: number;
}
