/**
 * The 管理办公室 (区政务服务中心), written where a department's code may stand too: it convenes meetings, and may lead a complex
 * matter itself. No department has this code.
 */
export const OFFICE = 'office';
