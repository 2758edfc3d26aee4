import { z } from 'zod';
import { detail } from './detail.js';

/** The window reported progress on a complex matter that the 管理办公室 leads itself, and gave its reasons (三(三)). */
export const progressReported = detail({ late: z.boolean() }, { late: false });
