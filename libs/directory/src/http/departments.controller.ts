import { departmentCode } from '@bancheng/contracts';
import {
  department,
  departmentBody,
  departmentOpenWork,
  departmentPage,
  type DepartmentBody,
} from '@bancheng/contracts/http/departments';
import {
  CurrentActor,
  etagOf,
  OptionalIfMatch,
  pageQuery,
  Roles,
  type Actor,
  type PageQuery,
} from '@bancheng/platform';
import { Body, Controller, Get, Param, Put, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Departments } from '../application/departments.query.js';
import { PutDepartment } from '../application/put-department.use-case.js';

@ApiTags('部门')
@Controller('v1/departments')
export class DepartmentsController {
  constructor(
    private readonly departments: Departments,
    private readonly putting: PutDepartment,
  ) {}

  @Put(':code')
  @Roles('admin')
  @ApiOperation({
    summary: '新增部门（不带 If-Match），或修改、停用、启用（带 If-Match）；有未办结事项的，停用须指定承接部门',
  })
  @ApiOkResponse({ standardSchema: department })
  @ApiCreatedResponse({ standardSchema: department })
  async put(
    @CurrentActor() { jurisdiction, subject }: Actor,
    @Param('code', { schema: departmentCode }) code: string,
    @OptionalIfMatch() version: number | null,
    @Body({ schema: departmentBody }) body: DepartmentBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { department: put, created } = await this.putting.execute({ jurisdiction, code, version }, body, subject);
    void reply.status(created ? 201 : 200).header('etag', etagOf(put.version));
    return put;
  }

  @Get()
  @Roles('admin', 'clerk', 'leader', 'follow-up-officer', 'department', 'department-system')
  @ApiOperation({ summary: '本行政区划的部门，含已停用的' })
  @ApiOkResponse({ standardSchema: departmentPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.departments.page(actor.jurisdiction, query);
  }

  @Get(':code/open-work')
  @Roles('admin', 'clerk', 'leader')
  @ApiOperation({ summary: '一个部门未办结的转办单和议定事项；已停用的，是承接部门还没有接办的' })
  @ApiOkResponse({ standardSchema: departmentOpenWork })
  openWork(@CurrentActor() { jurisdiction }: Actor, @Param('code', { schema: departmentCode }) code: string) {
    return this.departments.openWork(jurisdiction, code);
  }

  @Get(':code')
  @Roles('admin', 'clerk', 'leader', 'follow-up-officer', 'department', 'department-system')
  @ApiOperation({ summary: '一个部门' })
  @ApiOkResponse({ standardSchema: department })
  async one(
    @CurrentActor() actor: Actor,
    @Param('code', { schema: departmentCode }) code: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const found = await this.departments.one(actor.jurisdiction, code);
    void reply.header('etag', etagOf(found.version));
    return found;
  }
}
