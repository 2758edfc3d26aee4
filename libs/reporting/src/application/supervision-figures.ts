import {
  WAITS_FOR,
  type SupervisedDepartment,
  type SupervisedPart,
  type SupervisionReport,
  type WaitsFor,
} from '@bancheng/contracts/http/supervision-report';
import type { OpenPart } from './open-parts.js';

type Figures = Pick<SupervisionReport, 'totals' | 'departments' | 'parts'>;

/** Adds open cases up to a report: what is overdue, what falls due before `until` (UTC), who has it and why it waits. */
export class SupervisionFigures {
  private readonly totals = { open: 0, due: 0, overdue: 0 };
  private readonly departments = new Map<string | null, SupervisedDepartment>();
  private readonly parts: SupervisedPart[] = [];

  constructor(private readonly until: string) {}

  add(of: Pick<SupervisedPart, 'caseId' | 'number'>, parts: readonly OpenPart[]): void {
    const overdue = parts.some((part) => part.overdue);
    this.count(this.totals, { overdue, due: parts.some((part) => this.fallsDue(part)) });
    for (const part of parts) this.addPart(of, part);
  }

  /** By department, those at the window first; parts by their deadline. */
  result(): Figures {
    const departments = [...this.departments.values()];
    return {
      totals: this.totals,
      departments: departments.toSorted((a, b) => compare(a.department ?? '', b.department ?? '')),
      parts: this.parts.toSorted((a, b) => compare(a.dueAt, b.dueAt) || compare(a.number, b.number)),
    };
  }

  private addPart(of: Pick<SupervisedPart, 'caseId' | 'number'>, part: OpenPart): void {
    const { department, dueAt, overdue, waitsFor } = part;
    const figures = this.departments.get(department) ?? { department, open: 0, due: 0, overdue: 0, reasons: [] };
    this.departments.set(department, figures);
    this.count(figures, { overdue, due: this.fallsDue(part) });
    if (overdue) countReason(figures, waitsFor);
    if (dueAt !== null && (overdue || this.fallsDue(part)))
      this.parts.push({ ...of, department, dueAt, overdue, waitsFor });
  }

  private fallsDue({ dueAt, overdue }: OpenPart): boolean {
    return !overdue && dueAt !== null && dueAt < this.until;
  }

  private count(figures: { open: number; due: number; overdue: number }, is: { overdue: boolean; due: boolean }): void {
    figures.open += 1;
    if (is.overdue) figures.overdue += 1;
    else if (is.due) figures.due += 1;
  }
}

function countReason({ reasons }: SupervisedDepartment, waitsFor: WaitsFor): void {
  const known = reasons.find((reason) => reason.waitsFor === waitsFor);
  if (known === undefined) reasons.push({ waitsFor, label: WAITS_FOR[waitsFor], count: 1 });
  else known.count += 1;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
