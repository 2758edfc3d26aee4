import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A department of a jurisdiction, as the casebook has it; the directory alone writes there. */
@Entity({ schema: 'casebook', name: 'department' })
export class DepartmentEntity {
  @PrimaryColumn('text') jurisdiction!: string;
  @PrimaryColumn('text') code!: string;
  @Column('text') name!: string;
  /** New dispatches go to active departments only; those it already has go on. */
  @Column('boolean') active!: boolean;
  /** The department above it. */
  @Column('text', { nullable: true }) parent!: string | null;
  @Column('int') version!: number;
}
