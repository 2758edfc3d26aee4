import { ensureHall } from '../../deploy/local/hall.mjs';
import { Hall, must } from './hall.mjs';
import { Narrator } from './narrator.mjs';
import { showFiles, showLedger, showOperator } from './papers.mjs';
import { stories } from './stories.mjs';

/**
 * Plays every story against the running system and checks what became of each.
 * @param {Record<string, string>} env of the running system @param {(line: string) => void} write
 * @throws {Error} when anything is not as it must be
 */
export async function playTour(env, write) {
  await ensureHall(env);
  const hall = new Hall(env, { narrator: new Narrator(write) });
  try {
    const played = [];
    for (const [index, story] of stories.entries()) {
      hall.narrator.title(`${index + 1}/${stories.length} ${story.title}`);
      const one = await story.play(hall);
      const acts = (await hall.timeline(one)).map(({ kind }) => kind);
      must(
        acts.join() === story.acts.join(),
        `${one.number} 的操作依次是 ${story.acts.join('、')}，实为 ${acts.join('、')}`,
      );
      played.push({ story, one });
    }
    await showLedger(hall, played);
    await showFiles(hall, played);
    await showOperator(hall);
    hall.narrator.title(`${played.length} 件全部办到底，未见异常`);
  } finally {
    await hall.engine.close();
  }
}
