// Preloaded into the process that runs workflows, and so into its workflow threads: node --require <this file> main.js
//
// Temporal's SDK takes a stack trace for every promise of every workflow, so that the query `__stack_trace` can say where a
// run waits; that is a third of what a workflow thread does. It does without where Node.js has no promise hooks, and this
// is how it finds none. Failures keep their own stack traces. WORKFLOW_STACK_TRACES=on leaves the hooks in place.
if (process.env.WORKFLOW_STACK_TRACES !== 'on') {
  process.getBuiltinModule('node:v8').promiseHooks.createHook = () => () => undefined;
}
