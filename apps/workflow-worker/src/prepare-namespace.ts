import { HISTORY_RETENTION, SEARCH_ATTRIBUTE_TYPES } from '@bancheng/contracts/workflow';
import { Config, runProgram, temporalSection } from '@bancheng/platform';
import { ensureNamespace } from '@bancheng/platform/temporal-namespace';
import { Connection } from '@temporalio/client';

/** Makes or mends the namespace that the cases' workflows run in, then ends: a Job of the chart, before the workers. */
await runProgram(async () => {
  const { namespace, connection: server } = Config.load(process.env, [temporalSection]).get(temporalSection);
  const connection = await Connection.connect(server);
  try {
    await ensureNamespace(connection, namespace, {
      retention: HISTORY_RETENTION,
      searchAttributes: SEARCH_ATTRIBUTE_TYPES,
    });
  } finally {
    await connection.close();
  }
  process.stdout.write(`命名空间 ${namespace} 已就绪\n`);
});
