import { z } from 'zod';

/** What else a citizen was asked of a matter that was handled; absent where nothing was said. */
export const said = {
  /** 是否联系: whether the department got in touch. */
  responded: z.boolean().exactOptional(),
  /** 是否解决. */
  solved: z.boolean().exactOptional(),
};
