import { BarChart } from '@mui/x-charts/BarChart'
import { useNavigate } from 'react-router'
import { dayOf } from '../words/time.js'
import { isNamed, tickOf } from './day-ticks.js'

export interface BarDay {
  readonly day: string
  readonly hard: number
  readonly soft: number
}

const axis = {
  disableLine: true,
  disableTicks: true,
  tickLabelStyle: { fontSize: 11, fill: 'var(--text-3)' },
} as const

interface Props {
  readonly days: readonly BarDay[]
  readonly opens: (day: string) => string
}

/** Findings a day, those that flag below the others; a bar opens its day. */
export default function FindingBars({ days, opens }: Props) {
  const navigate = useNavigate()
  return (
    <BarChart
      skipAnimation
      hideLegend
      height={220}
      margin={{ left: 0, right: 4, top: 8, bottom: 0 }}
      borderRadius={1}
      grid={{ horizontal: true }}
      xAxis={[
        {
          ...axis,
          scaleType: 'band',
          data: days.map(({ day }) => day),
          tickInterval: (day: string) => isNamed(day, days.length),
          valueFormatter: (day: string, { location }: { location: string }) =>
            location === 'tick' ? tickOf(day, days.length) : dayOf(new Date(day)),
        },
      ]}
      yAxis={[{ ...axis, width: 44 }]}
      series={[
        {
          ...{ id: 'hard', label: 'flagging', stack: 'all', color: 'var(--accent)' },
          data: days.map(({ hard }) => hard),
        },
        {
          ...{ id: 'soft', label: 'others', stack: 'all', color: 'var(--edge)' },
          data: days.map(({ soft }) => soft),
        },
      ]}
      onItemClick={(_, { dataIndex }) => {
        const day = days[dataIndex]
        if (day) void navigate(opens(day.day))
      }}
    />
  )
}
