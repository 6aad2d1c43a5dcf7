import { expect, test } from '@jest/globals'
import { csvCell } from './export-rows.js'

test.each([
  ['=cmd()', "'=cmd()"],
  ['+1 call me', "'+1 call me"],
  ['@all', "'@all"],
  ['-2.5', '-2.5'],
  ['a "b", c', '"a ""b"", c"'],
  ['two\nlines', '"two\nlines"'],
  [null, ''],
  [true, 'true'],
])('a cell is data and nothing else: %j', (value, cell) => {
  expect(csvCell(value)).toBe(cell)
})
