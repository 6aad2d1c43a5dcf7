/** The columns of the permission table, then the one add-on; compliance needs the order. */
export const roles = [
  'admin',
  'policy-author',
  'policy-approver',
  'reviewer',
  'senior-reviewer',
  'appeals-specialist',
  'auditor',
  'data-steward',
  'service',
  'child-safety',
] as const

export type Role = (typeof roles)[number]

export const isRole = (value: string): value is Role => (roles as readonly string[]).includes(value)
