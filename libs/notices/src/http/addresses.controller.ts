import { departmentCode } from '@bancheng/contracts';
import {
  addressBody,
  noticeAddress,
  noticeAddressPage,
  noticeOffice,
  type AddressBody,
  type NoticeOffice,
} from '@bancheng/contracts/http/notices';
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
import { Addresses } from '../application/addresses.js';
import type { AddressKey } from '../infrastructure/addresses.repository.js';

@ApiTags('通知地址')
@Controller('v1/notices/addresses')
export class AddressesController {
  constructor(private readonly addresses: Addresses) {}

  @Get()
  @Roles('admin')
  @ApiOperation({ summary: '承办单位、分管负责人、回访员和办理专员接收通知的邮箱' })
  @ApiOkResponse({ standardSchema: noticeAddressPage })
  list(@CurrentActor() { jurisdiction }: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.addresses.page(jurisdiction, query);
  }

  @Put(':office')
  @Roles('admin')
  @ApiOperation({ summary: '设定（不带 If-Match）或修改（带 If-Match）分管负责人、回访员或办理专员的邮箱' })
  @ApiOkResponse({ standardSchema: noticeAddress })
  @ApiCreatedResponse({ standardSchema: noticeAddress })
  putOffice(
    @CurrentActor() { jurisdiction }: Actor,
    @Param('office', { schema: noticeOffice }) recipient: NoticeOffice,
    @OptionalIfMatch() version: number | null,
    @Body({ schema: addressBody }) body: AddressBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.put({ jurisdiction, recipient, department: '' }, body, version, reply);
  }

  @Put('departments/:code')
  @Roles('admin')
  @ApiOperation({ summary: '设定（不带 If-Match）或修改（带 If-Match）一个承办单位的邮箱' })
  @ApiOkResponse({ standardSchema: noticeAddress })
  @ApiCreatedResponse({ standardSchema: noticeAddress })
  putDepartment(
    @CurrentActor() { jurisdiction }: Actor,
    @Param('code', { schema: departmentCode }) department: string,
    @OptionalIfMatch() version: number | null,
    @Body({ schema: addressBody }) body: AddressBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.put({ jurisdiction, recipient: 'department', department }, body, version, reply);
  }

  private async put(key: AddressKey, body: AddressBody, version: number | null, reply: FastifyReply) {
    const { address, created } = await this.addresses.put(key, body, version);
    void reply.status(created ? 201 : 200).header('etag', etagOf(address.version));
    return address;
  }
}
