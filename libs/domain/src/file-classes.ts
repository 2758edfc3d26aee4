/** The classes of paper a case's file (卷) has room for, in the order of 三(六) 立卷归档. */
export const FILE_CLASSES = [
  'ledger-extract',
  'registration-slip',
  'dispatch-slip',
  'reply',
  'extension-papers',
  'leader-instruction',
  'meeting-material',
  'follow-up-record',
  'briefing',
  'other',
] as const;
export type FileClass = (typeof FILE_CLASSES)[number];
