import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { capital, toWords } from '../words/words.js'
import { ARM_FIGURES, type ArmRow, type Releases } from './documents.js'
import { armTakes, shareOf, type Outcomes } from './release-words.js'
import { VersionLink } from './VersionLink.js'

export interface Used {
  readonly arm: 'LIVE' | 'CANARY' | 'SHADOW'
  readonly words: string
  readonly version: NonNullable<ArmRow['version']>
  readonly since: string | null
}

/** What judges now: the version in force and the arms beside it. */
export function usedNow({ inForce, arms, publications }: Releases): readonly Used[] {
  const live: readonly Used[] = inForce
    ? [
        {
          ...{ arm: 'LIVE', words: 'in force', version: inForce },
          since: publications[0]?.publishedAt ?? null,
        },
      ]
    : []
  const beside = arms.flatMap(({ arm, share, version, setAt }): Used[] =>
    version
      ? [
          {
            arm,
            words: share === null ? arm.toLowerCase() : `canary, ${share} %`,
            version,
            since: setAt,
          },
        ]
      : [],
  )
  return [...live, ...beside]
}

interface FiguresProps {
  readonly policy: string
  readonly used: Used
  readonly pick: (figures: Outcomes & { readonly atLeast: boolean }) => string
}

/** One figure of an arm's verdicts, of its version, since it judges. */
function Figure({ policy, used: { arm, version, since }, pick }: FiguresProps) {
  const may = usePermit()('verdict:read')
  const { data, error } = useGraph(
    ARM_FIGURES,
    {
      filter: {
        ...{ policies: [policy], commit: version.commit, arms: [arm] },
        ...(since === null ? {} : { decidedAfter: since }),
      },
    },
    { enabled: may, refetchEveryMs: 30_000 },
  )
  if (!may || error) return <span className="dim">–</span>
  return data ? pick(data.verdictFacets) : <span className="dim">…</span>
}

const columnsFor = (
  policy: string,
  act: ((used: Used) => ReactNode) | null,
): readonly Column<Used>[] => [
  { head: 'Arm', cell: ({ words }) => <span className="nowrap">{words}</span> },
  { head: 'Version', cell: ({ version }) => <VersionLink policy={policy} version={version} /> },
  { head: 'What it takes', className: 'roomy', cell: ({ arm }) => armTakes[arm] },
  {
    head: 'Verdicts',
    num: true,
    cell: (used) => (
      <Link
        to={`/verdicts?q=policy:${policy}+commit:${used.version.commit}${used.arm === 'LIVE' ? '' : `+source:${used.arm.toLowerCase()}`}`}
      >
        <Figure
          {...{ policy, used }}
          pick={({ total, atLeast }) => `${total.toLocaleString('en')}${atLeast ? '+' : ''}`}
        />
      </Link>
    ),
  },
  ...(['VIOLATES', 'ALLOWED', 'UNDETERMINED'] as const).map((name): Column<Used> => ({
    head: capital(toWords(name)),
    num: true,
    cell: (used) => <Figure {...{ policy, used }} pick={(figures) => shareOf(figures, name)} />,
  })),
  ...(act ? [{ head: 'Change', quiet: true, num: true, cell: act }] : []),
]

/** Each arm with its figures, which are kept apart: of its version, since it judges. */
export const ArmFigures = (props: {
  readonly policy: string
  readonly used: readonly Used[]
  readonly act: ((used: Used) => ReactNode) | null
}) => (
  <RowTable
    label="Arms"
    rows={props.used}
    columns={columnsFor(props.policy, props.act)}
    idOf={({ arm }) => arm}
    wraps
  />
)
