import { readFileSync } from 'node:fs';
import { DockerfileParser } from 'dockerfile-ast';

const dockerfile = DockerfileParser.parse(readFileSync(new URL('Dockerfile', import.meta.url), 'utf8'));

/**
 * The instructions that make an image, oldest first: those of its stage and of the stages that it rests on.
 * @param {string} target a stage @returns {{ keyword: string, words: string[] }[]}
 */
function instructionsOf(target) {
  const all = dockerfile.getInstructions().map((instruction) => ({
    keyword: instruction.getKeyword(),
    words: instruction.getArguments().map((argument) => argument.getValue()),
  }));
  const from = all.findIndex(({ keyword, words }) => keyword === 'FROM' && words.at(-1) === target);
  if (from === -1) return [];
  const length = all.slice(from + 1).findIndex(({ keyword }) => keyword === 'FROM');
  const own = all.slice(from + 1, length === -1 ? undefined : from + 1 + length);
  return [...instructionsOf(all[from]?.words[0] ?? ''), ...own];
}

/** @param {string} text */
const unquoted = (text) => text.replace(/^"(.*)"$/, '$1');

/** `A=b` or `A="b"`. @param {string} word */
const pairOf = (word) =>
  /** @type {[string, string]} */ ([word.split('=', 1)[0], unquoted(word.replace(/^[^=]*=/, ''))]);

/**
 * How the image of a stage is run, in the words of an image's configuration, and the folders that are copied into it.
 * @param {string} target @param {Record<string, string>} [values] of the build's arguments
 */
export function imageOf(target, values = {}) {
  const instructions = instructionsOf(target);
  /** @param {string} keyword */
  const wordsOf = (keyword) => instructions.filter((one) => one.keyword === keyword).map(({ words }) => words);
  const args = { ...Object.fromEntries(wordsOf('ARG').map(([word = '']) => pairOf(word))), ...values };
  /** @param {string} text */
  const filled = (text) => text.replace(/\$\{(\w+)\}/g, (_, name) => args[name] ?? '');
  return {
    config: {
      User: wordsOf('USER').at(-1)?.[0],
      WorkingDir: wordsOf('WORKDIR').at(-1)?.[0],
      Entrypoint: JSON.parse(wordsOf('ENTRYPOINT').at(-1)?.join(' ') ?? '[]'),
      Env: wordsOf('ENV').map(([word = '']) => word),
      Labels: Object.fromEntries(
        wordsOf('LABEL')
          .map(([word = '']) => pairOf(word))
          .map(([name, text]) => [name, filled(text)]),
      ),
    },
    copied: wordsOf('COPY').map((words) => words.filter((word) => !word.startsWith('--'))),
  };
}
