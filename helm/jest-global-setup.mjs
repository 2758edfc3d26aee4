import { gatewayDefinitions, helmPath, kubernetesValidatePath } from '../deploy/local/parts/helm.mjs';

/** Finds or fetches what the chart is checked with once; the specs get their paths by environment, as they run in other processes. */
export default async function setUp() {
  process.env.HELM_BIN ??= await helmPath();
  process.env.KUBERNETES_VALIDATE_BIN ??= await kubernetesValidatePath();
  process.env.GATEWAY_DEFINITIONS ??= await gatewayDefinitions();
}
