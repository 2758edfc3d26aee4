import { z } from 'zod';
import { catalogueCode } from '../primitives.js';
import { detail } from './detail.js';

/** 原因分类 of a matter that has been handled, by a code of the hall's `causes`; what must change is a text of the casebook. */
export const causeRecorded = detail(
  {
    cause: catalogueCode,
    /** Whether a rule or a guide must change so that the matter does not come again (一件事 → 一类事). */
    changeNeeded: z.boolean(),
  },
  { cause: 'papers', changeNeeded: false },
);
