import { createInterface } from 'node:readline';
import { ESLint } from 'eslint';

/**
 * For each line `{ file, code }` of its input, a line with the ids of the rules that ESLint finds broken when the code
 * stands in that file. One process for all of them, because reading the repository's types takes long.
 */
// On a CI machine typescript-eslint would take the types of the file as it stands on disk, not of the code it is given.
process.env.TSESTREE_SINGLE_RUN = 'false';
const eslint = new ESLint();
for await (const line of createInterface({ input: process.stdin })) {
  const { file, code } = JSON.parse(line);
  const results = await eslint.lintText(code, { filePath: file });
  console.log(JSON.stringify(results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId))));
}
