import type { AddressBody, NoticeAddress } from '@bancheng/contracts/http/notices';
import { decodeCursor, InjectDataSource, pageOf, type Page, type PageQuery } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import {
  findAddresses,
  insertAddress,
  pageOfAddresses,
  updateAddress,
  type AddressKey,
  type AddressRow,
} from '../infrastructure/addresses.repository.js';
import { alreadyExists, staleVersion } from './notices.problems.js';

/** A page of addresses ends with one. */
const position = z.strictObject({ department: z.string().max(32), recipient: z.string().max(32) });

/** The admin says where departments and the hall's offices are written to. */
@Injectable()
export class Addresses {
  constructor(@InjectDataSource('notices') private readonly database: DataSource) {}

  async page(jurisdiction: string, { cursor, limit }: PageQuery): Promise<Page<NoticeAddress>> {
    const after = decodeCursor(cursor, position);
    const rows = await pageOfAddresses(this.database.manager, jurisdiction, after, limit);
    return pageOf(rows, limit, toAddress, ({ department, recipient }) => ({ department, recipient }));
  }

  /**
   * Creating again what is there already changes nothing and is answered alike.
   * @param version the one the caller saw; null to create
   * @throws Problem 428 when a different one exists and no version is given; 412 for another version or none
   */
  async put(
    key: AddressKey,
    { email }: AddressBody,
    version: number | null,
  ): Promise<{ address: NoticeAddress; created: boolean }> {
    const { manager } = this.database;
    const row: AddressRow = { ...key, email, version: (version ?? 0) + 1 };
    if (version !== null) {
      if (!(await updateAddress(manager, row))) throw staleVersion();
      return { address: toAddress(row), created: false };
    }
    if (await insertAddress(manager, row)) return { address: toAddress(row), created: true };
    const [there] = await findAddresses(manager, [key]);
    if (there?.email !== email) throw alreadyExists();
    return { address: toAddress(there), created: false };
  }
}

function toAddress({ recipient, department, email, version }: AddressRow): NoticeAddress {
  return { recipient, department: department === '' ? null : department, email, version };
}
