import { migrations } from '@bancheng/all-in-one/migrations';
import { ArchiveModule } from '@bancheng/archive';
import { FollowUpModule } from '@bancheng/follow-up';
import { IntakeAppModule } from '@bancheng/intake-app';
import { JointMeetingModule } from '@bancheng/joint-meeting';
import { noticeSection, NoticesModule } from '@bancheng/notices';
import { SERVICES } from '@bancheng/platform';
import { ReportingModule, supervisionReportSection } from '@bancheng/reporting';
import { RoutingAppModule } from '@bancheng/routing-app';
import { startServiceApp, type FakeClock, type ServiceApp } from '@bancheng/testing';
import { Module } from '@nestjs/common';
import { Pool } from 'pg';
import { furnish } from '../walk/calls.js';
import type { RealServices } from './matter.js';

const OFFICES = [IntakeAppModule, RoutingAppModule, JointMeetingModule, FollowUpModule, ArchiveModule];

@Module({ imports: [...OFFICES, ReportingModule, NoticesModule] })
class ServicesModule {}

/** All services over HTTP on one database, with no engine and no relay: nothing happens to a case but what is asked. */
export class Services {
  private constructor(
    readonly app: ServiceApp,
    private readonly rows: Pool,
  ) {}

  static async start(clock: FakeClock): Promise<Services> {
    const sections = [noticeSection, supervisionReportSection];
    const app = await startServiceApp({ module: ServicesModule, services: SERVICES, migrations, clock, sections });
    return new Services(app, new Pool({ connectionString: app.database.ownerUrl, max: 4 }));
  }

  async stop(): Promise<void> {
    await this.rows.end();
    await this.app.close();
  }

  /** A hall of its own, with whatever the acts of a case need to be there. */
  async hall(jurisdiction: string): Promise<RealServices> {
    const hall: RealServices = {
      app: { as: (role, person) => this.app.as(role, { jurisdiction, ...person }), anyone: this.app.anyone },
      query: async <T>(sql: string, parameters: unknown[]) => (await this.rows.query(sql, parameters)).rows as T[],
    };
    await furnish(hall);
    return hall;
  }
}
