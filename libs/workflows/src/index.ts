export { complaintWorkflow } from './complaint.workflow.js';
export { noticeWorkflow } from './notice.workflow.js';
