import { BarChart } from '@mui/x-charts/BarChart'
import { useNavigate } from 'react-router'
import type { Outcome } from '../api/schema-words.js'
import { dayOf } from '../words/time.js'
import { toWords } from '../words/words.js'
import type { Day } from './daily.js'

const order = ['ALLOWED', 'VIOLATES', 'UNDETERMINED'] as const satisfies Outcome[]

/** Where the verdicts of one day and outcome are listed. */
export const rowsOf = (day: string, outcome: Outcome) =>
  `/verdicts?q=${encodeURIComponent(`decided:${day} outcome:${outcome.toLowerCase()}`)}`

/** Verdicts a day, stacked by outcome; a bar opens its rows. */
export default function OutcomeBars({ days }: { days: readonly Day[] }) {
  const navigate = useNavigate()
  return (
    <BarChart
      skipAnimation
      hideLegend
      height={300}
      margin={{ left: 0, right: 4, top: 8, bottom: 0 }}
      borderRadius={1}
      grid={{ horizontal: true }}
      xAxis={[
        {
          scaleType: 'band',
          data: days.map(({ at }) => at),
          valueFormatter: (at: string, { location }: { location: string }) =>
            location === 'tick' ? String(Number(at.slice(8))) : dayOf(new Date(at)),
          tickLabelInterval: () => true,
          tickLabelStyle: { fontSize: 11, fill: 'var(--text-3)' },
          disableTicks: true,
        },
      ]}
      yAxis={[
        {
          width: 44,
          disableLine: true,
          disableTicks: true,
          tickLabelStyle: { fontSize: 11, fill: 'var(--text-3)' },
        },
      ]}
      series={order.map((outcome) => ({
        id: outcome,
        label: toWords(outcome),
        stack: 'all',
        color: `var(--fill-${outcome.toLowerCase()})`,
        data: days.map((day) => day.counts[outcome]),
      }))}
      onItemClick={(_, { dataIndex, seriesId }) => {
        const day = days[dataIndex]
        if (day) void navigate(rowsOf(day.at, seriesId as Outcome))
      }}
    />
  )
}
