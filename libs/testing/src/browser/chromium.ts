import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium as playwright } from '@playwright/test'
import type { Browser } from '@playwright/test'
import type { Chromium } from './chromium-program.js'
import { shippedChromium } from './shipped-chromium.js'

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const quiet = ['--no-first-run', '--disable-background-networking', '--disable-component-update']

const remedies = `Any one of these brings a browser:
  apt-get install chromium            (Debian, Ubuntu)
  npx playwright install chromium     (where its download host can be reached)
  CHROMIUM_PATH=/path/to/chromium     (one that is already there)`

let found: Promise<Chromium> | undefined

/**
 * The browser for the stories: CHROMIUM_PATH, else one on the PATH, else Playwright's own, else the
 * one shipped through npm. Each is tried by rendering a word. With none the stories fail.
 */
export const findChromium = (): Promise<Chromium> => (found ??= search())

export const launchOptions = ({ executablePath, args, env }: Chromium) => ({
  executablePath,
  args: [...quiet, ...args],
  env: { ...definedEnvironment(), ...env },
})

export const launch = (chromium: Chromium): Promise<Browser> =>
  playwright.launch(launchOptions(chromium))

async function search(): Promise<Chromium> {
  const asked = process.env['CHROMIUM_PATH']
  if (asked) {
    const chromium = at(asked, `CHROMIUM_PATH ${asked}`)
    await probe(chromium).catch((cause: unknown) => {
      throw new Error(`CHROMIUM_PATH is ${asked}, which does not work: ${firstLine(cause)}`, {
        cause,
      })
    })
    return chromium
  }
  const refusals: string[] = []
  for (const candidate of candidates()) {
    try {
      const chromium = await candidate()
      await probe(chromium)
      return chromium
    } catch (error) {
      refusals.push(firstLine(error))
    }
  }
  throw new Error(`no browser for the stories\n${refusals.join('\n')}\n${remedies}`)
}

function* candidates(): Generator<() => Chromium | Promise<Chromium>> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter))
    for (const command of commands)
      if (folder && existsSync(join(folder, command)))
        yield () => at(join(folder, command), `${command} from the PATH`)
  if (existsSync(playwright.executablePath()))
    yield () => at(playwright.executablePath(), "Playwright's own Chromium")
  yield shippedChromium
}

const at = (executablePath: string, name: string): Chromium => ({
  name,
  executablePath,
  args: ['--disable-gpu'],
  env: {},
})

/** Starting is not enough: a browser without fonts or libraries starts and shows nothing. */
async function probe(chromium: Chromium): Promise<void> {
  const browser = await launch(chromium)
  try {
    const page = await browser.newPage()
    await page.setContent('<p>assize</p>')
    const word = page.locator('p')
    const box = await word.boundingBox()
    if ((await word.innerText()) !== 'assize' || !box || box.height < 5)
      throw new Error(`${chromium.name} starts but renders no text`)
  } finally {
    await browser.close()
  }
}

const firstLine = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? ''

const definedEnvironment = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  )
