export { complaintWorkflow } from './complaint.workflow.js';
export { housekeepingWorkflow } from './housekeeping.workflow.js';
export { noticeWorkflow } from './notice.workflow.js';
export { supervisionReportWorkflow } from './supervision-report.workflow.js';
