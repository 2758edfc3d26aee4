import { LocalError } from './core/report.mjs';
import { demoClients, demoDepartments, demoJurisdiction, demoPeople } from './oidc/people.mjs';
import { fetchToken } from './oidc/token.mjs';

/** Roles of the installation, not of a hall. */
const outsideHalls = ['operator', 'installation-admin'];
const signallingRoles = ['department', 'department-system', 'leader'];

/** Code of the demo hall's agency of 帮办代办. */
export const demoAgency = 'shengting';

/** What an empty hall needs before it can work: its departments, agency and people, and who may speak to the engine by public signal. */
function furniture() {
  const signallers = [...demoPeople, ...demoClients].filter(
    ({ role, jurisdiction }) => jurisdiction === demoJurisdiction && signallingRoles.includes(role),
  );
  return [
    ...demoDepartments.map(([code, name]) => ({ path: `/v1/departments/${code}`, body: { name, active: true } })),
    { path: `/v1/dispatches/agencies/${demoAgency}`, body: { name: '省厅帮办代办窗口', active: true } },
    ...demoPeople
      .filter(({ role, jurisdiction }) => jurisdiction === demoJurisdiction && !outsideHalls.includes(role))
      .map(({ subject, name, role, department }) => ({
        path: `/v1/people/${subject}`,
        body: { name, roles: [role], ...(department && { department }) },
      })),
    ...signallers.map(({ subject, role, department }) => ({
      path: `/v1/signallers/${subject}`,
      body: { role, ...(department && { department }) },
    })),
  ];
}

/**
 * Furnishes the demo hall through the API, in the administrator's name. What is there already, perhaps changed since,
 * stays as it is.
 * @param {Record<string, string>} env of the running system: BANCHENG_API and the development provider's
 * @throws {LocalError} when the API refuses
 */
export async function ensureHall(env) {
  const token = await fetchToken(env, 'admin');
  for (const { path, body } of furniture()) {
    const answer = await fetch(`${env.BANCHENG_API}${path}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const isThere = answer.status === 428; // to change it, one would have to say which version was seen
    if (!answer.ok && !isThere) {
      const text = await answer.text();
      throw new LocalError(`无法建立演示数据（${path}）。`, `PUT ${path} was refused: ${answer.status} ${text}`);
    }
  }
}
