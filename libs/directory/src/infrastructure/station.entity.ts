import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A place that takes reports down and may lose its connection. */
@Entity({ schema: 'directory', name: 'station' })
export class StationEntity {
  @PrimaryColumn('text') jurisdiction!: string;
  @PrimaryColumn('text') code!: string;
  @Column('text') name!: string;
  /** Slips of a stopped station are refused; those taken before stay known. */
  @Column('boolean') active!: boolean;
  @Column('int') version!: number;
}
