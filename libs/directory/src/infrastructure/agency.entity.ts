import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A 帮办代办 agency that takes over what is outside local authority. */
@Entity({ schema: 'directory', name: 'agency' })
export class AgencyEntity {
  @PrimaryColumn('text') jurisdiction!: string;
  @PrimaryColumn('text') code!: string;
  @Column('text') name!: string;
  /** A telephone or a post, no person. */
  @Column('text', { nullable: true }) contact!: string | null;
  /** New transfers go to active agencies only; those it already has go on. */
  @Column('boolean') active!: boolean;
  @Column('int') version!: number;
}
