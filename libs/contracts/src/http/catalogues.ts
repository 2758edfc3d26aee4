import { z } from 'zod';
import { catalogueCode } from '../primitives.js';
import { line, pageOf } from './common.js';

/** The HTTP API of a hall's catalogues: what acts choose from, kept by the admin as data. */

/** 不予受理（终止）的原因, 原因分类, 事项名称, 退回的原因. */
export const CATALOGUES = ['decline-reasons', 'causes', 'service-items', 'return-reasons'] as const;
export type Catalogue = (typeof CATALOGUES)[number];
export const catalogue = z
  .enum(CATALOGUES)
  .describe('目录：不予受理的原因、原因分类、事项名称、退回的原因')
  .meta({ id: 'Catalogue' });

/**
 * 超出本级权限, of the return reasons: no local department is the right one, 帮办代办 is. What the code means is fixed; its label and
 * whether it may be chosen are the hall's.
 */
export const BEYOND_AUTHORITY = 'beyond-authority';

export const catalogueEntryBody = z
  .strictObject({
    label: line(100).describe('名称'),
    active: z.boolean().describe('是否启用；停用的不能再选，已经用过的照常显示名称'),
    position: z.int().min(0).max(9_999).describe('排列次序，小的在前'),
  })
  .meta({ id: 'CatalogueEntryBody', description: '目录的一项；只停用，不删除' });
export type CatalogueEntryBody = z.output<typeof catalogueEntryBody>;

export const catalogueEntry = z
  .strictObject({
    code: catalogueCode.describe('代码，不变'),
    ...catalogueEntryBody.shape,
    version: z.int().positive(),
  })
  .meta({ id: 'CatalogueEntry', description: '目录的一项' });
export type CatalogueEntry = z.output<typeof catalogueEntry>;

/** What a case says by a code, with the label that the catalogue has for it now. */
export const catalogueItem = z.strictObject({ code: catalogueCode, label: z.string().describe('名称') });
export type CatalogueItem = z.output<typeof catalogueItem>;

export const catalogueEntryPage = pageOf('CatalogueEntryPage', catalogueEntry);
