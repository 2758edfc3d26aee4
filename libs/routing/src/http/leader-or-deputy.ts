import { Roles } from '@bancheng/platform';

/**
 * Lets a deputy use the endpoints of a leader who is away, and no others: deciding extensions, ruling on returns,
 * reading these two queues, and looking at what a department would be shown. It lets in all of the hall's own staff; the use case then asks `onBehalfOf` whether they are
 * a deputy. People of departments are never deputies, since departments are among those who ask.
 */
export const LeaderOrDeputy = () => Roles('leader', 'clerk', 'follow-up-officer', 'admin');
