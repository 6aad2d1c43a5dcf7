import { lazy, type ComponentType } from 'react'
import { QueryClient } from '@tanstack/react-query'
import { CoreAdminContext, CoreAdminUI, localStorageStore, Resource } from 'react-admin'
import { BrowserRouter, Route } from 'react-router'
import { isSignedOut, toApiError } from './api/api-error.js'
import { authProvider } from './api/auth-provider.js'
import { dataProviderOver } from './api/data-provider.js'
import { Empty, Bones } from './parts/states.js'
import { LoginPage } from './shell/LoginPage.js'
import { PageTop } from './shell/PageTop.js'
import { Shell } from './shell/Shell.js'
import { ThemeRoot } from './theme/ThemeRoot.js'

/** One screen, loaded when it is first asked for. */
const page = <K extends string>(load: () => Promise<Record<K, ComponentType>>, name: K) =>
  lazy(async () => ({ default: (await load())[name] }))

const FrontPage = page(() => import('./front/index.js'), 'FrontPage')
const VerdictList = page(() => import('./verdicts/index.js'), 'VerdictList')
const CompareVerdicts = page(() => import('./verdicts/index.js'), 'CompareVerdicts')
const VerdictShow = page(() => import('./verdicts/index.js'), 'VerdictShow')

const QueueList = page(() => import('./workbench/index.js'), 'QueueList')
const Workbench = page(() => import('./workbench/index.js'), 'Workbench')

const AnswerPage = page(() => import('./answers/index.js'), 'AnswerPage')
const AppealList = page(() => import('./appeals/index.js'), 'AppealList')
const AppealShow = page(() => import('./appeals/index.js'), 'AppealShow')
const PolicyList = page(() => import('./policies/index.js'), 'PolicyList')
const PolicyShow = page(() => import('./policies/index.js'), 'PolicyShow')
const PolicyEdit = page(() => import('./policies/index.js'), 'PolicyEdit')
const PolicyCreate = page(() => import('./policies/index.js'), 'PolicyCreate')
const PolicyCompare = page(() => import('./policies/index.js'), 'PolicyCompare')
const ChangeList = page(() => import('./changes/index.js'), 'ChangeList')
const ChangeShow = page(() => import('./changes/index.js'), 'ChangeShow')
const RulingsPage = page(() => import('./rulings/index.js'), 'RulingsPage')
const BranchesPage = page(() => import('./branches/index.js'), 'BranchesPage')
const RunPage = page(() => import('./policy-tests/index.js'), 'RunPage')
const CasePage = page(() => import('./policy-tests/index.js'), 'CasePage')
const DetectorsPage = page(() => import('./detectors/index.js'), 'DetectorsPage')
const RiskPage = page(() => import('./risk/index.js'), 'RiskPage')
const DatasetList = page(() => import('./datasets/index.js'), 'DatasetList')
const DatasetShow = page(() => import('./datasets/index.js'), 'DatasetShow')
const ClusterPage = page(() => import('./cluster/index.js'), 'ClusterPage')
const ImportPage = page(() => import('./imports/index.js'), 'ImportPage')
const ProofPage = page(() => import('./proof/index.js'), 'ProofPage')
const LogPage = page(() => import('./log/index.js'), 'LogPage')
const CustodyPage = page(() => import('./custody/index.js'), 'CustodyPage')
const ExportsPage = page(() => import('./exports/index.js'), 'ExportsPage')
const ReportsPage = page(() => import('./reports/index.js'), 'ReportsPage')
const SampleList = page(() => import('./samples/index.js'), 'SampleList')
const SampleShow = page(() => import('./samples/index.js'), 'SampleShow')
const TrailPage = page(() => import('./trail/index.js'), 'TrailPage')
const PeoplePage = page(() => import('./people/index.js'), 'PeoplePage')

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) =>
        failures < 1 && !isSignedOut(error) && toApiError(error).code === 'NOT_REACHABLE',
    },
  },
})

const dataProvider = dataProviderOver({
  verdicts: async () => (await import('./verdicts/source.js')).source,
  appeals: async () => (await import('./appeals/source.js')).source,
  cases: async () => (await import('./workbench/source.js')).source,
})

const store = localStorageStore()

function NotFound() {
  return (
    <>
      <PageTop title="Not here" />
      <Empty title="There is no such page">
        <p>The address may be mistyped, or what it named has another place now.</p>
      </Empty>
    </>
  )
}

const Loading = () => <Bones />

export function App() {
  return (
    <BrowserRouter>
      <CoreAdminContext {...{ authProvider, dataProvider, queryClient, store }}>
        <ThemeRoot>
          <CoreAdminUI
            title="Assize"
            dashboard={FrontPage}
            layout={Shell}
            loginPage={LoginPage}
            loading={Loading}
            catchAll={NotFound}
            requireAuth
            disableTelemetry
          >
            <Resource name="verdicts" list={VerdictList}>
              <Route path="compare" element={<CompareVerdicts />} />
              <Route path=":id" element={<VerdictShow />} />
            </Resource>
            <Resource name="queues" list={QueueList} />
            <Resource name="workbench" list={QueueList}>
              <Route path=":id" element={<Workbench />} />
            </Resource>
            <Resource name="appeals" list={AppealList}>
              <Route path=":id" element={<AppealShow />} />
            </Resource>
            <Resource name="policies" list={PolicyList}>
              <Route path="create" element={<PolicyCreate />} />
              <Route path=":name" element={<PolicyShow />} />
              <Route path=":name/edit" element={<PolicyEdit />} />
              <Route path=":name/compare" element={<PolicyCompare />} />
            </Resource>
            <Resource name="changes" list={ChangeList}>
              <Route path=":id" element={<ChangeShow />} />
            </Resource>
            <Resource name="questions" list={RulingsPage} />
            <Resource name="branches" list={BranchesPage} />
            <Resource name="policy-tests">
              <Route path=":id" element={<RunPage />} />
              <Route path=":id/cases/:place" element={<CasePage />} />
            </Resource>
            <Resource name="detectors" list={DetectorsPage} />
            <Resource name="risk" list={RiskPage} />
            <Resource name="datasets" list={DatasetList}>
              <Route path=":name" element={<DatasetShow />} />
            </Resource>
            <Resource name="cluster" list={ClusterPage} />
            <Resource name="import" list={ImportPage} />
            <Resource name="reasoning" list={ReportsPage} />
            <Resource name="answer" list={AnswerPage} />
            <Resource name="proof" list={ProofPage} />
            <Resource name="checkpoints" list={LogPage} />
            <Resource name="exports" list={ExportsPage} />
            <Resource name="samples" list={SampleList}>
              <Route path=":id" element={<SampleShow />} />
            </Resource>
            <Resource name="custody" list={CustodyPage} />
            <Resource name="trail" list={TrailPage} />
            <Resource name="people" list={PeoplePage} />
          </CoreAdminUI>
        </ThemeRoot>
      </CoreAdminContext>
    </BrowserRouter>
  )
}
