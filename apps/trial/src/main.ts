import { Config, runProgram } from '@bancheng/platform';
import { Hall } from './hall.js';
import { playMatter } from './play-matter.js';
import { trialSection } from './trial.config.js';

/** `helm test`: plays one matter from its registration to the archive, in a hall of the trial's own. */
await runProgram(async () => {
  const config = Config.load(process.env, [trialSection]).get(trialSection);
  const number = await playMatter(new Hall(config), config.department);
  process.stdout.write(`${number}：登记、受理、转办、签收、反馈、回访、办结、归档、台账，全部办到\n`);
});
