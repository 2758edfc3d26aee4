import { z } from 'zod';
import { departmentCode, jurisdictionCode, localDate, subjectId } from '../primitives.js';
import { line, pageOf, TEXT_LIMITS } from './common.js';

/** The people of a hall: who they are, what they do there, and who stands in for whom (directory). */

export const PERSON_ROLES = ['clerk', 'follow-up-officer', 'department', 'leader', 'supervisor', 'admin'] as const;
export type PersonRole = (typeof PERSON_ROLES)[number];

/** Beside a subject in lists and papers. */
export const personName = z.string().describe('姓名；人员名录里没有的，为其账号');

const MOST_DEPUTIES = 20;

export const personBody = z
  .strictObject({
    name: line(TEXT_LIMITS.name).describe('姓名'),
    roles: z
      .array(z.enum(PERSON_ROLES))
      .min(1)
      .max(PERSON_ROLES.length)
      .refine((roles) => new Set(roles).size === roles.length, '不能重复')
      .describe('在大厅的角色'),
    department: departmentCode
      .nullable()
      .default(null)
      .describe('所属承办单位；部门角色须填，属于承办单位的回访员不独立'),
    active: z.boolean().default(true).describe('是否在岗；不在岗的不能指派、不能接手'),
    deputies: z
      .array(subjectId)
      .max(MOST_DEPUTIES)
      .default([])
      .describe('可以委托代行的人；只有领导填，领导之间不必列'),
    email: z.email().max(200).nullable().default(null).describe('接收通知的邮箱'),
  })
  .refine(({ roles, department }) => !roles.includes('department') || department !== null, {
    path: ['department'],
    message: '部门角色须填所属部门',
  })
  .refine(({ roles, deputies }) => roles.includes('leader') || deputies.length === 0, {
    path: ['deputies'],
    message: '只有领导可以列代行人',
  })
  .meta({ id: 'PersonBody', description: '登记或修改名录中的一个人' });
export type PersonBody = z.output<typeof personBody>;

export const person = z
  .strictObject({
    subject: subjectId,
    name: z.string(),
    roles: z.array(z.enum(PERSON_ROLES)),
    department: departmentCode.nullable(),
    active: z.boolean().describe('是否在岗'),
    deputies: z.array(subjectId).describe('可以委托代行的人'),
    email: z.string().nullable(),
    keptBy: z.enum(['admin', 'identity-provider']).describe('由管理员登记，还是登录时取自身份服务'),
    version: z.int().positive().describe('ETag 版本'),
  })
  .meta({ id: 'Person', description: '人员名录中的一个人' });
export type Person = z.output<typeof person>;
export const personPage = pageOf('PersonPage', person);

const standIn = z.strictObject({ subject: subjectId, name: personName, from: localDate, to: localDate });

export const me = z
  .strictObject({
    subject: subjectId,
    name: personName,
    roles: z.array(z.string()).describe('登录凭证给的角色，办理权限以此为准'),
    jurisdiction: jurisdictionCode,
    department: departmentCode.nullable(),
    active: z.boolean().nullable().describe('是否在岗；人员名录里没有的为空'),
    deputies: z.array(standIn).describe('今天由谁代行本人的审批'),
    onBehalfOf: z.array(standIn).describe('今天代行谁的审批'),
  })
  .meta({ id: 'Me', description: '当前登录的人' });
export type Me = z.output<typeof me>;
