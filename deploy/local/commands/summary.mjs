import { join, relative } from 'node:path';

/**
 * What to look at and do next, once the system runs.
 * @param {Record<string, string>} env @param {string} dataDir @param {number} seconds how long the start took
 */
export function summary(env, dataDir, seconds) {
  const state = join(relative('', dataDir) || '.', 'state.json');
  const path = state.startsWith('/') || state.startsWith('..') ? state : `./${state}`;
  const rows = [
    ['接口 / API', env.BANCHENG_API],
    ['接口文档 / Swagger', `${env.BANCHENG_API}/docs`],
    ['流程 / Temporal UI', env.TEMPORAL_UI_URL ?? env.TEMPORAL_ADDRESS],
    ['数据库 / PostgreSQL', `psql "$(node -p "require('${path}').env.DATABASE_URL")"`],
    ['事件 / Kafka', env.KAFKA_BROKERS],
    ['身份 / OIDC issuer', env.OIDC_ISSUER],
    ['日志 / logs', join(dataDir, 'logs')],
  ];
  return `
“办不成事”反映窗口已启动（${seconds} 秒）/ running after ${seconds} s

${rows.map(([name, value]) => `  ${name}\n      ${value}`).join('\n')}

  下一步 / next, in another terminal:
      npm run tour                 演示一件事从登记到归档 / plays real matters
      npm run -s token clerk       取一个令牌 / prints an access token for curl
      npm run reset                停止后清空数据 / empties the data, once stopped
  按 Ctrl-C 停止，再次 npm start 从原处继续 / Ctrl-C stops; the next start goes on from there
`;
}
