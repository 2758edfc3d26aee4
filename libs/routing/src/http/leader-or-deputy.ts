import { Roles } from '@bancheng/platform';

/**
 * On the endpoints a deputy gains while standing in for a leader who is away, and on no others: deciding extensions, ruling
 * on returns, and reading these two queues. It lets in the hall's own staff, who as such may do none of this: what is behind
 * it asks `onBehalfOf`. Departments' people are never deputies: they are the ones who ask.
 */
export const LeaderOrDeputy = () => Roles('leader', 'clerk', 'follow-up-officer', 'admin');
