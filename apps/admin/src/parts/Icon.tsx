const paths = {
  home: 'M2.5 7.5 8 3l5.5 4.5V13h-4V9.5h-3V13h-4z',
  scale: 'M8 2.5v11M5 13.5h6M3 5h10M3 5l-1.5 4.5h3zM13 5l-1.5 4.5h3z',
  bench: 'M2.5 3h11v7h-11zM5.5 3v7M10.5 3v7M2.5 13h11',
  appeal: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3',
  policy: 'M4 2.5h6l2.5 2.5v8.5h-8.5zM6 7h4.5M6 9.5h4.5',
  data: 'M3 4c0-1 2.2-1.8 5-1.8s5 .8 5 1.8-2.2 1.800-5 1.800-5-.8-5-1.800v8c0 1 2.200 1.800 5 1.800s5-.8 5-1.800V4M3 8c0 1 2.200 1.800 5 1.800S13 9 13 8',
  cluster: 'M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.01M5 11h.01',
  people:
    'M6 3.2a2.300 2.300 0 1 0 0 4.600 2.300 2.300 0 1 0 0-4.600M2 13c0-2.400 1.600-4 4-4s4 1.600 4 4M10.500 3.500a2.200 2.200 0 0 1 0 4M12 9.500c1.300.6 2 1.900 2 3.500',
  check: 'm3.500 8.500 3 3 6-7',
  cross: 'm4 4 8 8M12 4l-8 8',
  search: 'M7 3a4 4 0 1 0 0 8 4 4 0 1 0 0-8M10 10l3.500 3.500',
  alert: 'M8 5v4M8 11.200h.01M8 2 1.800 13.500h12.400z',
  down: 'M8 3v8M4.500 7.500 8 11l3.500-3.500M3 13.500h10',
  up: 'M8 11V3M4.500 6.500 8 3l3.500 3.500M3 13.500h10',
  left: 'm10 4-4 4 4 4',
  right: 'm6 4 4 4-4 4',
  caret: 'm5 6.500 3 3 3-3',
  copy: 'M5.500 5.500h8v8h-8zM10.500 5.500v-3h-8v8h3',
  menu: 'M2.500 4.500h11M2.500 8h11M2.500 11.500h11',
  eye: 'M1.500 8s2.500-4.500 6.500-4.500S14.500 8 14.500 8 12 12.500 8 12.500 1.500 8 1.500 8zM8 6.200a1.800 1.800 0 1 0 0 3.600 1.800 1.800 0 1 0 0-3.600',
  clock: 'M8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 1 0 0-11M8 5v3l2 1.500',
  plus: 'M8 3v10M3 8h10',
  key: 'M5.500 8a2.500 2.500 0 1 0 0 5 2.500 2.500 0 1 0 0-5M7.300 8.700 13 3M11 5l2 2',
  hold: 'M8 2 3 4v4c0 3 2.100 5 5 6 2.900-1 5-3 5-6V4zM6 8l1.500 1.500L10.200 6.500',
} as const

export type IconName = keyof typeof paths

/** One stroke icon, for the eye only; its control carries the words. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="i" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  )
}
