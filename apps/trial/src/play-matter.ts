import { z } from 'zod';
import type { Hall } from './hall.js';

const registered = z.object({ id: z.string(), number: z.string() });
const dispatched = z.object({ dispatches: z.array(z.object({ dispatchId: z.string() })).length(1) });
const complaint = z.object({ status: z.string() });
const ledger = z.object({ items: z.array(z.object({ number: z.string() })) });
const anything = z.unknown();

/** Who neither leaves a name nor a way of contact is told nothing, so that the trial sends no message to anybody. */
const MATTER = {
  anonymous: true,
  matterKinds: ['application-blocked'],
  record: '安装后的试办事项，不涉及任何人。',
  claim: '请试办单位反馈。',
  channel: 'window',
};

/**
 * One general matter: registered, accepted, sent to a department, signed for, replied to, and then through follow-up, closing and
 * filing by the system itself, until its file and its row in the ledger are there.
 * @param department code of the trial's own department, made where it is missing
 * @returns the matter's number
 * @throws Error naming the step that failed
 */
export async function playMatter(hall: Hall, department: string): Promise<string> {
  await hall.ensure('routing', `/v1/departments/${department}`, { name: '试办单位', active: true });
  const { id, number } = await hall.post('clerk', 'intake', '/v1/complaints', MATTER, registered);
  const path = `/v1/complaints/${id}`;
  await hall.post('clerk', 'intake', `${path}/accept`, { type: 'general' }, anything);
  const order = { complaintId: id, departments: [{ department, requirement: 'two-working-days' }] };
  const { dispatches } = await hall.post('clerk', 'routing', '/v1/dispatches', order, dispatched);
  const slip = `/v1/dispatches/${dispatches[0]!.dispatchId}`;
  await hall.post('department', 'routing', `${slip}/sign`, {}, anything);
  await hall.post('department', 'routing', `${slip}/reply`, { outcome: 'solved', text: '试办完成。' }, anything);
  const look = () => hall.get('clerk', 'intake', path, complaint);
  await hall.until(look, ({ status }) => status === 'archived', `${number} archived`);
  await hall.get('clerk', 'archive', `/v1/archives/${id}`, anything);
  const page = () => hall.get('clerk', 'reporting', '/v1/reports/ledger?order=desc&limit=20', ledger);
  await hall.until(page, ({ items }) => items.some((row) => row.number === number), `${number} in the ledger`);
  return number;
}
