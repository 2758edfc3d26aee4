import {
  WAITS_FOR,
  type SupervisedDepartment,
  type SupervisedPart,
  type SupervisedType,
  type SupervisionReport,
  type WaitsFor,
} from '@bancheng/contracts/http/supervision-report';
import type { ComplaintType } from '@bancheng/domain';
import type { OpenPart } from './open-parts.js';

type Of = Pick<SupervisedPart, 'caseId' | 'number'>;
type Figures = Pick<SupervisionReport, 'totals' | 'types' | 'departments' | 'parts'>;

/** Adds open cases up to a report: what is overdue, what falls due before `until` (UTC), who has it and why it waits. */
export class SupervisionFigures {
  private readonly totals = { open: 0, due: 0, overdue: 0 };
  private readonly types = new Map<ComplaintType | null, SupervisedType>();
  private readonly departments = new Map<string | null, SupervisedDepartment>();
  private readonly parts: SupervisedPart[] = [];

  constructor(private readonly until: string) {}

  add({ type, ...of }: Of & { type: ComplaintType | null }, parts: readonly OpenPart[]): void {
    const is = { overdue: parts.some((part) => part.overdue), due: parts.some((part) => this.fallsDue(part)) };
    const ofType = this.types.get(type) ?? { type, open: 0, due: 0, overdue: 0 };
    this.types.set(type, ofType);
    for (const figures of [this.totals, ofType]) this.count(figures, is);
    for (const part of parts) this.addPart(of, part);
  }

  /** By type, those without one first; by department, those at the window first; parts by their deadline. */
  result(): Figures {
    const departments = [...this.departments.values()];
    return {
      totals: this.totals,
      types: [...this.types.values()].toSorted((a, b) => compare(a.type ?? '', b.type ?? '')),
      departments: departments.toSorted((a, b) => compare(a.department ?? '', b.department ?? '')),
      parts: this.parts.toSorted((a, b) => compare(a.dueAt, b.dueAt) || compare(a.number, b.number)),
    };
  }

  private addPart(of: Of, part: OpenPart): void {
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
