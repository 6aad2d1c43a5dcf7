export const efforts = ['low', 'medium', 'high'] as const
export type Effort = (typeof efforts)[number]
