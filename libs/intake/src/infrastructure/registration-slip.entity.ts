import type { Attachment, RegisterBody } from '@bancheng/contracts/http/intake';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The window's own part of a 受理单. */
@Entity({ schema: 'intake', name: 'slip' })
export class RegistrationSlipEntity {
  @PrimaryColumn('uuid', { name: 'case_id' })
  caseId!: string;

  @Column('text', { name: 'window_opinion', nullable: true })
  windowOpinion!: RegisterBody['windowOpinion'];

  @Column('text', { nullable: true })
  remarks!: string | null;

  @Column('jsonb')
  attachments!: Attachment[];
}
