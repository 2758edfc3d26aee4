import type {
  ActNotice,
  ActsRecorded,
  ArchiveActivities,
  CaseFacts,
  CaseSnapshot,
  FollowUpActivities,
  IntakeActivities,
  RoutingActivities,
} from '@bancheng/contracts/workflow';
import { type ActKind, type CaseClock, type CaseStatus } from '@bancheng/domain';
type Activities = IntakeActivities & RoutingActivities & FollowUpActivities & ArchiveActivities;
/**
 * A case kept on paper: row, acts and effect keys in memory under the real status table, so that tests of the workflow
 * choose what the engine hears, when, and what it misses. The services' own tests and `test/` use the real casebook.
 */
export declare class PaperCase implements Activities {
  private readonly now;
  readonly acts: ActNotice[];
  readonly calls: string[];
  private readonly effects;
  private status;
  private clocks;
  private facts;
  constructor(now: () => Promise<string>);
  get seq(): number;
  kinds(): ActKind[];
  /** What somebody does, as the row would take it. */
  record(
    kind: ActKind,
    change?: {
      to?: CaseStatus;
      clocks?: CaseClock[];
      facts?: Partial<CaseFacts>;
    },
  ): Promise<ActNotice>;
  clock(clockId: string): CaseClock;
  /** The message the relay would send about these acts. */
  message(...acts: ActNotice[]): ActsRecorded;
  loadCase: () => Promise<CaseSnapshot>;
  tellAcceptanceOverdue: IntakeActivities['tellAcceptanceOverdue'];
  warn: RoutingActivities['warn'];
  openFollowUp: FollowUpActivities['openFollowUp'];
  closeCase: FollowUpActivities['closeCase'];
  archiveCase: ArchiveActivities['archiveCase'];
  applyPublicSignal: RoutingActivities['applyPublicSignal'];
  private effect;
  private warned;
}
export {};
//# sourceMappingURL=paper-case.d.ts.map
