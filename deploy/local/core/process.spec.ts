import { spawn } from 'node:child_process';
import { isRunning, recordOf, runTool, stopProcess } from './process.mjs';

const program = (source: string) => spawn(process.execPath, ['-e', source], { detached: true, stdio: 'pipe' });
const deaf = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); console.log("ready")';

it('knows a process from a later one with the same pid', () => {
  const record = recordOf(process.pid);
  expect(record && isRunning(record)).toBe(true);
  expect(record && isRunning({ ...record, started: 'another time' })).toBe(false);
});

it('kills a process that does not end when asked', async () => {
  const child = program(deaf);
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const record = recordOf(child.pid ?? 0);
  if (!record) throw new Error('no process');
  await stopProcess(record, 100);
  expect(isRunning(record)).toBe(false);
});

it('tells the end of a failed tool’s output', async () => {
  const args = ['-e', 'console.error("why it failed"); process.exit(3)'];
  await expect(runTool({ file: process.execPath, args })).rejects.toThrow('why it failed');
});
