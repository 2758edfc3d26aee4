import {
  calendarDiff,
  calendarPage,
  calendarTaken,
  calendarVersion,
  calendarView,
  coverageView,
  editCalendarBody,
  importCalendarBody,
  reprojectionPage,
  type EditCalendarBody,
  type ImportCalendarBody,
} from '@bancheng/contracts/http/rules';
import {
  Command,
  CurrentActor,
  etagOf,
  IfMatch,
  pageQuery,
  Roles,
  type Actor,
  type CommandContext,
  type PageQuery,
} from '@bancheng/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Calendars } from '../application/calendars.use-case.js';
import { CompareCalendars } from '../application/compare-calendars.use-case.js';
import { Reprojections } from '../application/reprojections.use-case.js';

/** One calendar holds for every hall, so no hall's own admin changes it. */
@ApiTags('规则和日历')
@Controller('v1/calendars')
export class CalendarsController {
  constructor(
    private readonly calendars: Calendars,
    private readonly compareCalendars: CompareCalendars,
    private readonly reprojections: Reprojections,
  ) {}

  @Get()
  @Roles('leader', 'admin', 'installation-admin')
  @ApiOperation({ summary: '导入过的日历版本，新的在前' })
  @ApiOkResponse({ standardSchema: calendarPage })
  list(@Query({ schema: pageQuery }) query: PageQuery) {
    return this.calendars.list(query);
  }

  @Get('current')
  @Roles('clerk', 'leader', 'admin', 'installation-admin')
  @ApiOperation({ summary: '现行的工作日日历' })
  @ApiOkResponse({ standardSchema: calendarView })
  async current(@Res({ passthrough: true }) reply: FastifyReply) {
    const { calendar, takings } = await this.calendars.inForce();
    reply.header('etag', etagOf(takings));
    return calendar;
  }

  @Get('coverage')
  @Roles('clerk', 'leader', 'admin', 'installation-admin')
  @ApiOperation({ summary: '现行日历覆盖到哪一天；11 月 1 日起次年放假安排未导入时有提醒' })
  @ApiOkResponse({ standardSchema: coverageView })
  coverage() {
    return this.calendars.coverage();
  }

  @Get('reprojections')
  @Roles('leader', 'admin', 'installation-admin')
  @ApiOperation({ summary: '因日历变更的期限重新推算及其进度，新的在前' })
  @ApiOkResponse({ standardSchema: reprojectionPage })
  jobs(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.reprojections.list(actor, 'calendar', query);
  }

  @Post()
  @Roles('installation-admin')
  @ApiOperation({ summary: '导入一个日历版本；导入后尚未启用' })
  @ApiCreatedResponse({ standardSchema: calendarView })
  import(@Command() command: CommandContext, @Body({ schema: importCalendarBody }) body: ImportCalendarBody) {
    return this.calendars.import(command, body);
  }

  @Post('edits')
  @Roles('installation-admin')
  @ApiOperation({ summary: '在现行日历上改几天，成为新的版本；尚未启用' })
  @ApiCreatedResponse({ standardSchema: calendarView })
  edit(@Command() command: CommandContext, @Body({ schema: editCalendarBody }) body: EditCalendarBody) {
    return this.calendars.edit(command, body);
  }

  @Get(':version')
  @Roles('leader', 'admin', 'installation-admin')
  @ApiOperation({ summary: '一个导入的日历版本' })
  @ApiOkResponse({ standardSchema: calendarView })
  one(@Param('version', { schema: calendarVersion }) version: string) {
    return this.calendars.one(version);
  }

  @Get(':version/diff')
  @Roles('leader', 'admin', 'installation-admin')
  @ApiOperation({ summary: '启用该版本会改变哪些日子和多少未办结件的期限；ETag 供启用时用' })
  @ApiOkResponse({ standardSchema: calendarDiff })
  async diff(
    @Param('version', { schema: calendarVersion }) version: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { diff, takings } = await this.compareCalendars.execute(version);
    reply.header('etag', etagOf(takings));
    return diff;
  }

  @Post(':version/take')
  @HttpCode(200)
  @Roles('installation-admin')
  @ApiOperation({ summary: '启用该版本；未办结件的期限随后在后台重新推算' })
  @ApiOkResponse({ standardSchema: calendarTaken })
  take(
    @Command() command: CommandContext,
    @Param('version', { schema: calendarVersion }) version: string,
    @IfMatch() seen: number,
  ) {
    return this.calendars.take(command, version, seen);
  }
}
