export { complaintWorkflow } from './complaint.workflow.js';
